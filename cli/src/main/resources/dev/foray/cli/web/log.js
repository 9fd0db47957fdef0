// The end of an attempt's log, and what is added to it; with search.
(function (foray) {
  'use strict';

  const MOST_LINES = 5000;
  const LONGEST_LINE = 2000;

  foray.logPage = function (attempt) {
    const at = foray.attempt(attempt);
    const input = foray.el('input', {type: 'search', 'aria-label': 'Search the log', placeholder: 'Search',
      autocomplete: 'off', spellcheck: 'false'});
    const hits = foray.el('output', {'class': 'hits'});
    const before = foray.el('button', {type: 'button'}, 'Before ', foray.el('kbd', {}, 'N'));
    const after = foray.el('button', {type: 'button'}, 'Next ', foray.el('kbd', {}, 'n'));
    const follow = foray.el('button', {type: 'button', 'aria-pressed': 'true'}, 'Follow ', foray.el('kbd', {}, 'G'));
    const how = foray.el('span', {'class': 'how', role: 'status'}, 'The Master is being asked …');
    const lines = foray.el('div', {'class': 'log', tabindex: '0', role: 'region', 'aria-label': 'Log'});
    const node = foray.el('div', {'class': 'log-page'},
      foray.crumbs(at.chunk < 0 ? [['Jobs', '#/jobs'], [at.job, '#/job/' + at.job]]
        : [['Jobs', '#/jobs'], [at.job, '#/job/' + at.job], ['chunk-' + at.chunk, '#/chunk/' + at.job + '/' + at.chunk]]),
      foray.el('div', {'class': 'head'},
        foray.el('h1', {}, attempt.substring(at.job.length + 1)), how,
        foray.el('div', {'class': 'tools'},
          foray.el('div', {'class': 'filter'}, input, foray.el('kbd', {}, '/')), hits, before, after, follow)),
      lines);
    let offset = -1;
    let unfinished = '';
    let follows = true;
    let ended = false;
    let asked = false;
    let wanted = '';
    let current = null;

    function take(text) {
      const parts = (unfinished + text).split('\n');
      unfinished = parts.pop();
      if (unfinished.length > LONGEST_LINE || (ended && unfinished !== '')) {
        parts.push(unfinished);
        unfinished = '';
      }
      const some = document.createDocumentFragment();
      parts.forEach(function (part) {
        some.appendChild(line(part));
      });
      lines.appendChild(some);
      while (lines.childNodes.length > MOST_LINES) {
        lines.removeChild(lines.firstChild);
      }
      if (parts.length > 0) {
        tally();
      }
      if (follows) {
        lines.scrollTop = lines.scrollHeight;
      }
    }

    function line(text) {
      const shown = text.length > LONGEST_LINE ? text.substring(0, LONGEST_LINE) + '…' : text;
      const made = foray.el('div', {}, shown);
      const level = /\b(ERROR|WARN)\b/.exec(text.substring(0, 80));
      if (level) {
        made.className = level[1].toLowerCase();
      }
      light(made);
      return made;
    }

    function light(one) {
      const hit = wanted !== '' && one.textContent.toLowerCase().indexOf(wanted) >= 0;
      one.classList[hit ? 'add' : 'remove']('hit');
    }

    function tally() {
      foray.text(hits, wanted === '' ? '' : foray.plural(lines.querySelectorAll('.hit').length, 'line'));
    }

    function search() {
      wanted = input.value.toLowerCase();
      Array.prototype.forEach.call(lines.childNodes, light);
      tally();
      point(null);
      if (wanted !== '') {
        find(-1);
      }
    }

    function find(direction) {
      const found = Array.prototype.slice.call(lines.querySelectorAll('.hit'));
      if (found.length === 0) {
        foray.say(wanted === '' ? '/ searches first.' : 'Nothing here has “' + wanted + '”.');
        return;
      }
      const was = found.indexOf(current);
      const next = was < 0 ? (direction < 0 ? found.length - 1 : 0) : (was + direction + found.length) % found.length;
      setFollow(false);
      point(found[next]);
      found[next].scrollIntoView({block: 'center'});
    }

    function point(one) {
      if (current) {
        current.classList.remove('current');
      }
      current = one;
      if (one) {
        one.classList.add('current');
      }
    }

    function setFollow(on) {
      follows = on;
      foray.attr(follow, 'aria-pressed', String(on));
      if (on) {
        lines.scrollTop = lines.scrollHeight;
      }
      tellHow();
    }

    function tellHow() {
      foray.text(how, !asked ? 'The Master is being asked …' : ended ? 'ended' : follows ? 'following' : 'grows');
    }

    input.addEventListener('input', search);
    input.addEventListener('keydown', function (event) {
      if (event.key === 'Enter') {
        find(event.shiftKey ? -1 : 1);
      }
    });
    before.addEventListener('click', function () {
      find(-1);
    });
    after.addEventListener('click', function () {
      find(1);
    });
    follow.addEventListener('click', function () {
      setFollow(!follows);
    });
    lines.addEventListener('scroll', function () {
      const atEnd = lines.scrollTop + lines.clientHeight >= lines.scrollHeight - 4;
      if (atEnd !== follows && !(follows && ended)) {
        follows = atEnd;
        foray.attr(follow, 'aria-pressed', String(atEnd));
        tellHow();
      }
    });

    return {
      title: 'log of ' + attempt,
      nav: 'jobs',
      up: at.chunk < 0 ? '#/job/' + at.job : '#/chunk/' + at.job + '/' + at.chunk,
      job: at.job,
      node: node,
      url: function () {
        return '/look/log?attempt=' + attempt + '&offset=' + offset;
      },
      seen: function (answer) {
        if (!answer.log || answer.away) {
          return;
        }
        asked = true;
        ended = answer.log.ended;
        offset = answer.log.nextOffset;
        take(answer.log.text);
        tellHow();
        if (lines.childNodes.length === 0 && unfinished === '') {
          foray.attr(lines, 'data-empty', 'Nothing is written yet.');
        } else {
          foray.attr(lines, 'data-empty', null);
        }
      },
      refused: function (why) {
        foray.text(how, '');
        foray.attr(lines, 'data-empty', why);
      },
      search: function () {
        input.focus();
        input.select();
      },
      key: function (key) {
        const by = {j: 1, k: -1, b: -20, ' ': 20}[key];
        if (key === 'n' || key === 'N') {
          find(key === 'n' ? 1 : -1);
        } else if (key === 'G') {
          setFollow(true);
        } else if (key === 'g') {
          setFollow(false);
          lines.scrollTop = 0;
        } else if (by) {
          lines.scrollTop += by * 20;
        } else {
          return false;
        }
        return true;
      }
    };
  };
})(window.foray);
