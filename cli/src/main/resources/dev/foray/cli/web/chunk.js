// A chunk: what it covers, and its attempts.
(function (foray) {
  'use strict';

  foray.chunkPage = function (job, index) {
    const chip = foray.chip();
    const sentence = foray.el('p', {'class': 'why', hidden: ''});
    const failure = foray.el('pre', {'class': 'failure', hidden: ''});
    const list = foray.el('dl', {'class': 'figures'});
    const figures = {};
    [['covers', 'Covers', 'covers'], ['attempts', 'Attempts'], ['read', 'Read'], ['mapped', 'Mapped'],
      ['written', 'Written'], ['aside', 'Set aside'], ['took', 'Took'], ['worker', 'Worker']].forEach(function (each) {
        figures[each[0]] = foray.figure(each[1], each[2]);
        list.appendChild(figures[each[0]].node);
      });
    const table = foray.table('Attempts', [
      {title: 'Attempt'}, {title: 'State'}, {title: 'Begun', style: 'number'}, {title: 'Took', style: 'number'},
      {title: 'Start', style: 'number'}, {title: 'Read', style: 'number'}, {title: 'Map', style: 'number'},
      {title: 'Write', style: 'number'}, {title: 'Commit', style: 'number'}, {title: 'Worker'}, {title: 'Why', style: 'wide'}
    ], function (attempt) {
      return attempt.attempt;
    }, row);
    const none = foray.el('p', {'class': 'nothing'}, 'The Master is being asked …');
    const hint = foray.el('p', {'class': 'hint', hidden: ''},
      'What its threads do now: ', foray.el('code', {}, 'master stacks ' + job + '.chunk-' + index));
    const node = foray.el('div', {},
      foray.crumbs([['Jobs', '#/jobs'], [job, '#/job/' + job]]),
      foray.el('div', {'class': 'head'}, foray.el('h1', {}, 'chunk-' + index), chip.node),
      sentence, list, failure,
      foray.section('Attempts', foray.el('div', {'class': 'sheet'}, table.node), none, hint));

    function row() {
      const link = foray.el('a', {'data-row': ''});
      const state = foray.chip();
      const fields = [0, 1, 2, 3, 4, 5, 6, 7].map(function () {
        return foray.el('span', {});
      });
      const why = foray.el('bdi', {'class': 'reason'});
      return {
        cells: [link, state.node].concat(fields, [why]),
        set: function (attempt) {
          foray.attr(link, 'href', '#/log/' + attempt.attempt);
          foray.text(link, 'attempt-' + foray.attempt(attempt.attempt).number + ' log');
          state.set(attempt.state);
          foray.text(fields[0], foray.brief(attempt.startedAt));
          foray.text(fields[1], foray.between(attempt.startedAt, attempt.endedAt));
          foray.text(fields[2], attempt.workingAt ? foray.between(attempt.startedAt, attempt.workingAt) : '');
          const millis = attempt.millis;
          const known = millis.read + millis.map + millis.write + millis.commit > 0;
          [millis.read, millis.map, millis.write, millis.commit].forEach(function (each, at) {
            foray.text(fields[3 + at], known ? foray.duration(each) : '');
          });
          foray.text(fields[7], attempt.worker);
          foray.text(why, [attempt.kind, attempt.failure].filter(Boolean).join('  '));
        }
      };
    }

    function show(chunk) {
      chip.set(chunk.state);
      figures.covers.set(chunk.covers);
      figures.attempts.set(chunk.attempts);
      figures.read.set(foray.count(chunk.pairs.read));
      figures.mapped.set(foray.count(chunk.pairs.mapped));
      figures.written.set(foray.count(chunk.pairs.written));
      figures.aside.set(chunk.pairs.skipped > 0 ? foray.count(chunk.pairs.skipped) : '');
      figures.took.set(foray.between(chunk.startedAt, chunk.state === 'RUNNING' ? null : chunk.endedAt || chunk.startedAt));
      figures.worker.set(chunk.worker);
      foray.text(failure, chunk.failure);
      foray.show(failure, Boolean(chunk.failure));
      const wait = chunk.notBefore ? Date.parse(chunk.notBefore) - Date.now() : 0;
      foray.text(sentence, wait > 0 ? 'Its next attempt begins in ' + foray.duration(wait) + '.' : '');
      foray.show(sentence, wait > 0);
      table.set(chunk.tries);
      foray.show(table.node.parentNode, chunk.tries.length > 0);
      foray.text(none, 'It has not begun: it waits for a slot.');
      foray.show(none, chunk.tries.length === 0);
      foray.show(hint, chunk.state === 'RUNNING');
    }

    return {
      title: job + '.chunk-' + index,
      nav: 'jobs',
      up: '#/job/' + job,
      job: job,
      node: node,
      url: function () {
        return '/look/chunk?job=' + job + '&chunk=' + index;
      },
      seen: function (answer) {
        if (answer.chunk) {
          show(answer.chunk);
        }
      },
      refused: function (why) {
        foray.text(sentence, why);
        foray.show(sentence, true);
        foray.show(none, false);
      },
      key: function () {
        return false;
      }
    };
  };
})(window.foray);
