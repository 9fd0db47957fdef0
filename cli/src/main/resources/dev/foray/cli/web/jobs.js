// The newest jobs.
(function (foray) {
  'use strict';

  foray.jobsPage = function () {
    const filter = foray.filter('Show only jobs with', function () {
      fill();
    });
    const table = foray.table('Jobs', [
      {title: 'Job'}, {title: 'Class', style: 'wide'}, {title: 'State'}, {title: 'Chunks', style: 'progress'},
      {title: 'Failed', style: 'number'}, {title: 'Pairs', style: 'number'},
      {title: 'Submitted', style: 'number'}, {title: 'Took', style: 'number'}
    ], function (job) {
      return job.job;
    }, row);
    const none = foray.el('p', {'class': 'nothing'});
    const rest = foray.el('p', {'class': 'hint', hidden: ''});
    const node = foray.el('div', {},
      foray.el('div', {'class': 'head'}, foray.el('h1', {}, 'Jobs'), filter.node),
      foray.el('div', {'class': 'sheet jobs'}, table.node), none, rest);
    let jobs = null;
    let more = 0;
    let sentence = '';

    function row() {
      const link = foray.el('a', {'class': 'name', 'data-row': ''});
      const type = foray.el('span', {'class': 'class'});
      const chip = foray.chip();
      const meter = foray.meter();
      const counts = foray.el('span', {'class': 'counts'});
      const failed = foray.el('span', {'class': 'bad-number'});
      const pairs = foray.el('span', {});
      const submitted = foray.el('span', {});
      const took = foray.el('span', {});
      return {
        cells: [link, type, chip.node, foray.el('span', {'class': 'how-far'}, meter.node, counts), failed, pairs,
          submitted, took],
        set: function (job) {
          const chunks = job.chunks;
          foray.attr(link, 'href', '#/job/' + job.job);
          foray.text(link, job.job);
          foray.text(type, foray.shortClass(job['class']));
          chip.set(job.paused ? 'PAUSED' : job.state);
          meter.set(chunks);
          foray.text(counts, chunks.total === null
            ? 'no plan yet' : foray.count(chunks.done) + ' / ' + foray.count(chunks.total));
          foray.text(failed, chunks.failed > 0 ? foray.count(chunks.failed) : '');
          foray.text(pairs, foray.count(job.pairs.mapped));
          foray.text(submitted, foray.brief(job.submittedAt));
          foray.text(took, foray.between(job.submittedAt, job.endedAt));
        }
      };
    }

    function fill() {
      const wanted = filter.text();
      const shown = (jobs || []).filter(function (job) {
        return (job.job + ' ' + job.state + ' ' + job['class']).toLowerCase().indexOf(wanted) >= 0;
      });
      table.set(shown);
      foray.show(table.node.parentNode, shown.length > 0);
      foray.text(none, sentence || (jobs === null ? 'The Master is being asked …' : jobs.length === 0
        ? 'There are no jobs yet: `master submit JobClass` starts one.'
        : shown.length === 0 ? 'No job has “' + wanted + '” in it.' : ''));
      foray.show(none, shown.length === 0);
      foray.more(rest, more, 'job', 'master jobs --most 1000');
    }

    fill();
    return {
      title: 'Jobs',
      nav: 'jobs',
      node: node,
      url: function () {
        return '/look/jobs';
      },
      seen: function (answer) {
        sentence = '';
        jobs = answer.jobs || jobs;
        more = answer.more;
        fill();
      },
      refused: function (why) {
        sentence = why;
        fill();
      },
      search: filter.focus,
      key: function (key) {
        const job = foray.chosenRow();
        const deed = {c: 'cancel', p: 'pause', u: 'resume', t: 'retry'}[key];
        if (deed && job) {
          foray.ask(deed, job);
        }
        return Boolean(deed);
      }
    };
  };

  // What is said below a list that has no room for all.
  foray.more = function (line, count, noun, command) {
    foray.show(line, count > 0);
    foray.text(line, 'and ' + foray.plural(count, 'more ' + noun) + ': ' + command + ' lists them');
  };

  // A field that leaves of a list what has a text in it.
  foray.filter = function (label, changed) {
    const input = foray.el('input', {type: 'search', 'aria-label': label, placeholder: 'Filter',
      autocomplete: 'off', spellcheck: 'false'});
    input.addEventListener('input', changed);
    return {
      node: foray.el('div', {'class': 'filter'}, input, foray.el('kbd', {}, '/')),
      text: function () {
        return input.value.toLowerCase().trim();
      },
      focus: function () {
        input.focus();
        input.select();
      }
    };
  };
})(window.foray);
