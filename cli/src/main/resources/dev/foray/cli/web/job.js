// A job: how far it is and why, its chunks, what failed, what takes long.
(function (foray) {
  'use strict';

  const SAMPLES = 120;

  foray.jobPage = function (id) {
    const type = foray.el('span', {'class': 'class'});
    const chip = foray.chip();
    const deeds = foray.deeds(id, [
      ['pause', 'Pause', 'p'], ['resume', 'Let go on', 'u'], ['cancel', 'Cancel', 'c'], ['retry', 'Retry', 't', 'strong']]);
    const report = foray.el('a', {'class': 'report', href: '/report?job=' + id, target: '_blank', rel: 'noopener'}, 'Report');
    const beside = foray.el('input', {'class': 'beside', type: 'text', 'aria-label': 'Another job to set the report beside, such as job-12',
      placeholder: 'beside job-12', spellcheck: 'false', autocomplete: 'off'});
    beside.addEventListener('input', function () {
      const other = beside.value.trim();
      report.href = '/report?job=' + id + (other ? '&against=' + encodeURIComponent(other) : '');
    });
    beside.addEventListener('keydown', function (event) {
      if (event.key === 'Enter') {
        report.click();
      }
    });
    const why = foray.el('p', {'class': 'why'}, 'The Master is being asked …');
    const untold = foray.el('p', {'class': 'untold', hidden: ''});
    const failure = foray.el('pre', {'class': 'failure', hidden: ''});
    const meter = foray.meter();
    const figures = {};
    const figureList = foray.el('dl', {'class': 'figures'});
    [['done', 'Done', 'large'], ['left', 'Time left', 'large'], ['pace', 'Pairs a second', 'large'],
      ['pairs', 'Pairs', 'large'], ['cost', 'Cost so far', 'large'], ['slots', 'Slots', 'large slots']
    ].forEach(function (each) {
      figures[each[0]] = foray.figure(each[1], each[2]);
      figureList.appendChild(figures[each[0]].node);
    });
    const busy = sparkline();
    figures.slots.node.appendChild(busy.node);
    const grid = foray.grid(function (chunk) {
      location.hash = '#/chunk/' + id + '/' + chunk;
    });
    const legend = foray.el('ul', {'class': 'legend', 'aria-label': 'Chunks by state'});
    const counts = {};
    [['done', 'DONE'], ['running', 'RUNNING'], ['ready', 'READY'], ['failed', 'FAILED'], ['cancelled', 'CANCELLED']]
      .forEach(function (each) {
        counts[each[0]] = foray.el('b', {});
        legend.appendChild(foray.el('li', {},
          foray.el('span', {'class': 'cell ' + each[0], 'aria-hidden': 'true'}, foray.state(each[1]).sign),
          counts[each[0]], ' ' + foray.state(each[1]).word));
      });
    const noChunks = foray.el('p', {'class': 'nothing'}, 'It has no chunks yet.');
    const causes = causeTable();
    const failures = foray.section('Failures by cause', foray.el('div', {'class': 'sheet'}, causes.node));
    const stragglers = stragglerTable(id);
    const longest = foray.section('Running the longest', foray.el('div', {'class': 'sheet'}, stragglers.node));
    const about = {};
    const aboutList = foray.el('dl', {'class': 'facts'});
    ['Class', 'Key', 'Submitted', 'Begun', 'Ended', 'Paused', 'Limit', 'Release', 'Due', 'Nodes'].forEach(function (name) {
      about[name] = foray.figure(name);
      aboutList.appendChild(about[name].node);
    });
    const chunks = foray.section('Chunks', legend, noChunks, grid.node);
    const node = foray.el('div', {},
      foray.crumbs([['Jobs', '#/jobs']]),
      foray.el('div', {'class': 'head'}, foray.el('h1', {}, id, type), chip.node, report, beside, deeds.node),
      why, untold, failure,
      foray.el('div', {'class': 'thick'}, meter.node), figureList, chunks, failures, longest,
      foray.section('About', aboutList));
    foray.show(failures, false);
    foray.show(longest, false);

    function show(job) {
      const total = job.chunks.total;
      const ended = ['SUCCEEDED', 'FAILED', 'CANCELLED'].indexOf(job.state) >= 0;
      foray.text(type, foray.shortClass(job['class']));
      chip.set(job.state, job.pause && !ended ? ', paused' : '');
      deeds.set(foray.fitting(job.state, Boolean(job.pause)));
      foray.text(why, job.why);
      foray.text(untold, job.untold);
      foray.show(untold, Boolean(job.untold));
      foray.text(failure, job.failure);
      foray.show(failure, job.state === 'FAILED' && Boolean(job.failure) && job.why.indexOf(job.failure) < 0);
      meter.set(job.chunks);
      foray.text(noChunks, ended ? 'It has no chunks.' : 'It has no chunks yet.');
      figures.done.set(total === null ? (ended ? 'no plan' : 'no plan yet') : total === 0 ? '100 %' : Math.floor(100 * job.chunks.done / total) + ' %');
      figures.left.set(ended || job.secondsLeft === null ? ''
        : foray.left(job.secondsLeft, job.secondsLeftAtLeast, job.secondsLeftAtMost));
      figures.pace.set(ended ? '' : foray.rate(job.pairsPerSecond));
      figures.pairs.set(foray.count(job.pairs.mapped)
        + (job.pairs.skipped > 0 ? ', ' + foray.count(job.pairs.skipped) + ' set aside' : ''));
      figures.cost.set(foray.bill(job.bill));
      figures.slots.set(ended ? '' : job.chunks.running + ' of ' + job.slots);
      busy.add(job.chunks.running, job.slots);
      Object.keys(counts).forEach(function (name) {
        foray.text(counts[name], foray.count(job.chunks[name]));
        foray.show(counts[name].parentNode, job.chunks[name] > 0 || name === 'done');
      });
      causes.set(job.causes);
      foray.show(failures, job.causes.length > 0);
      stragglers.set(job.longest);
      foray.show(longest, job.longest.length > 0);
      tell(job, ended);
    }

    function tell(job, ended) {
      about['Class'].set(job['class']);
      about.Key.set(job.key);
      about.Submitted.set(foray.moment(job.submittedAt) + ' by ' + job.submittedBy);
      about.Begun.set(foray.moment(job.startedAt));
      about.Ended.set(job.endedAt && foray.moment(job.endedAt) + ', after ' + foray.between(job.submittedAt, job.endedAt));
      about.Paused.set(job.pause && !ended ? 'by ' + job.pause.by + ' since ' + foray.moment(job.pause.since) : '');
      about.Limit.set(job.limit ? foray.plural(job.limit.chunks, 'chunk') + ' at once, by ' + job.limit.by : '');
      about.Release.set(job.release.substring(0, 12));
      about.Due.set(foray.moment(job.bill.dueAt));
      about.Nodes.set(foray.plural(job.bill.nodes, 'node') + ', ' + foray.count(job.bill.seconds) + ' s'
        + (job.bill.unpriced > 0 ? ', of ' + foray.count(job.bill.unpriced) + ' the price is not known' : ''));
    }

    return {
      title: id,
      nav: 'jobs',
      up: '#/jobs',
      node: node,
      job: id,
      url: function () {
        return '/look/job?job=' + id + '&since=' + grid.known.since + '&from=' + grid.known.from;
      },
      seen: function (answer) {
        if (!answer.job) {
          return false;
        }
        show(answer.job);
        const more = grid.learn(answer.cells);
        foray.show(noChunks, grid.known.size() === 0);
        foray.show(grid.node, grid.known.size() > 0);
        return more;
      },
      refused: function (sentence) {
        foray.text(why, sentence);
      },
      resized: grid.refresh,
      back: grid.widen,
      key: function (key) {
        const move = {h: [-1, 0], l: [1, 0], j: [0, 1], k: [0, -1],
          ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1]}[key];
        const deed = {c: 'cancel', p: 'pause', u: 'resume', t: 'retry'}[key];
        const onGrid = document.activeElement && document.activeElement.tagName === 'CANVAS';
        if (move && (key.length === 1 || onGrid)) {
          grid.move(move[0], move[1]);
        } else if (key === 'Enter' && onGrid) {
          grid.enter();
        } else if (key === 'f' || key === 'r') {
          const state = key === 'f' ? 'FAILED' : 'RUNNING';
          if (!grid.next(state)) {
            foray.say('No chunk of ' + id + ' is ' + foray.state(state).word + '.');
          }
        } else if (deed) {
          foray.ask(deed, id);
        } else {
          return false;
        }
        return true;
      }
    };
  };

  function causeTable() {
    return foray.table('Failures by cause', [
      {title: 'Chunks', style: 'number narrow'}, {title: 'Kind'}, {title: 'Example', style: 'wide'}, {title: ''}
    ], function (cause) {
      return cause.kind + ' ' + cause.attempt;
    }, function () {
      const count = foray.el('span', {'class': 'bad-number'});
      const kind = foray.el('span', {'class': 'kind'});
      const example = foray.el('bdi', {'class': 'example'});
      const chunk = foray.el('a', {'data-row': ''});
      const log = foray.el('a', {}, 'log');
      return {
        cells: [count, kind, example, foray.el('span', {'class': 'links'}, chunk, log)],
        set: function (cause) {
          const at = foray.attempt(cause.attempt);
          foray.text(count, foray.count(cause.count));
          foray.text(kind, cause.kind);
          foray.text(example, cause.example);
          foray.text(chunk, at && at.chunk >= 0 ? 'chunk-' + at.chunk : '');
          foray.attr(chunk, 'href', at && at.chunk >= 0 ? '#/chunk/' + at.job + '/' + at.chunk : null);
          foray.attr(log, 'href', '#/log/' + cause.attempt);
        }
      };
    });
  }

  function stragglerTable(id) {
    return foray.table('Running the longest', [
      {title: 'Chunk'}, {title: 'For', style: 'number'}, {title: 'Pairs', style: 'number'},
      {title: 'Attempts', style: 'number'}, {title: 'Worker'}, {title: 'Covers', style: 'wide'}
    ], function (chunk) {
      return chunk.index;
    }, function () {
      const link = foray.el('a', {'data-row': ''});
      const fields = [0, 1, 2, 3].map(function () {
        return foray.el('span', {});
      });
      const covers = foray.el('bdi', {'class': 'example'});
      return {
        cells: [link].concat(fields, [covers]),
        set: function (chunk) {
          foray.attr(link, 'href', '#/chunk/' + id + '/' + chunk.index);
          foray.text(link, 'chunk-' + chunk.index);
          foray.text(fields[0], foray.between(chunk.startedAt, null));
          foray.text(fields[1], foray.count(chunk.pairs.mapped));
          foray.text(fields[2], chunk.attempts);
          foray.text(fields[3], chunk.worker);
          foray.text(covers, chunk.covers);
        }
      };
    });
  }

  // How many slots ran this job's chunks, over the last minutes that somebody looked.
  function sparkline() {
    const space = 'http://www.w3.org/2000/svg';
    const node = document.createElementNS(space, 'svg');
    const line = document.createElementNS(space, 'path');
    node.setAttribute('viewBox', '0 0 ' + SAMPLES + ' 20');
    node.setAttribute('preserveAspectRatio', 'none');
    node.setAttribute('aria-hidden', 'true');
    node.setAttribute('class', 'sparkline');
    node.appendChild(line);
    const samples = [];
    return {
      node: node,
      add: function (running, slots) {
        samples.push([running, Math.max(slots, running, 1)]);
        if (samples.length > SAMPLES) {
          samples.shift();
        }
        const most = samples.reduce(function (top, sample) {
          return Math.max(top, sample[1]);
        }, 1);
        let path = 'M0 20';
        samples.forEach(function (sample, at) {
          const y = (20 - 18 * sample[0] / most).toFixed(1);
          path += 'L' + at + ' ' + y + 'h1';
        });
        line.setAttribute('d', path + 'V20Z');
      }
    };
  }
})(window.foray);
