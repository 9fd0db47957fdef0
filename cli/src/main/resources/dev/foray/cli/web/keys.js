// The keyboard: what a page does not want is the same everywhere.
(function (foray) {
  'use strict';

  function rows() {
    return Array.prototype.filter.call(document.querySelectorAll('#main [data-row]'), function (row) {
      return row.offsetParent !== null;
    });
  }

  // The name of what is chosen in a list: what has the focus, or is in the row that has it.
  foray.chosenRow = function () {
    const focused = document.activeElement;
    const row = focused && focused.closest ? focused.closest('#main tr') : null;
    const chosen = row && row.querySelector('[data-row]');
    return chosen ? chosen.getAttribute('data-row') || chosen.textContent : '';
  };

  function step(by) {
    const all = rows();
    if (all.length === 0) {
      return;
    }
    const focused = document.activeElement && document.activeElement.closest('#main tr');
    const at = all.findIndex(function (row) {
      return row.closest('tr') === focused;
    });
    all[at < 0 ? 0 : Math.max(0, Math.min(all.length - 1, at + by))].focus();
  }

  function back(page) {
    if (page.back && page.back()) {
      return;
    }
    if (page.up) {
      location.hash = page.up;
    }
  }

  function usual(key, page) {
    switch (key) {
      case '/':
        if (page.search) {
          page.search();
        }
        return true;
      case ':':
        foray.openCommand();
        return true;
      case '?':
        location.hash = '#/help';
        return true;
      case 'n':
        location.hash = '#/nodes';
        return true;
      case 'j':
      case 'ArrowDown':
        step(1);
        return true;
      case 'k':
      case 'ArrowUp':
        step(-1);
        return true;
      case 'g':
        step(-1e9);
        return true;
      case 'G':
        step(1e9);
        return true;
      case 'Escape':
      case 'q':
        back(page);
        return true;
      default:
        return false;
    }
  }

  document.addEventListener('keydown', function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (foray.isAsking()) {
      if (event.key === 'y' || event.key === 'Y') {
        event.preventDefault();
        foray.answer(true);
      } else if (event.key === 'n' || event.key === 'N') {
        event.preventDefault();
        foray.answer(false);
      }
      return;
    }
    const typing = event.target.tagName === 'INPUT';
    if (typing) {
      if (event.key === 'Escape' && event.target.id !== 'typed') {
        event.target.value = '';
        event.target.dispatchEvent(new Event('input'));
        event.target.blur();
      }
      return;
    }
    const onButton = event.target.tagName === 'BUTTON' || event.target.tagName === 'SUMMARY';
    if (onButton && (event.key === 'Enter' || event.key === ' ')) {
      return;
    }
    const page = foray.page();
    if (page && (page.key(event.key) || usual(event.key, page))) {
      event.preventDefault();
    }
  });

  // Typed after a colon.
  foray.go = function (typed, page) {
    const words = typed.trim().split(/\s+/);
    const rest = words[1] || '';
    const number = /^(?:job-)?(\d{1,18})$/.exec(rest);
    switch (words[0]) {
      case 'jobs':
      case 'nodes':
      case 'help':
        return '#/' + words[0];
      case 'job':
        return number && '#/job/job-' + number[1];
      case 'chunk':
        return page.job && /^\d{1,9}$/.test(rest) ? '#/chunk/' + page.job + '/' + rest : null;
      case 'log':
      case 'logs':
        return foray.attempt(rest) && '#/log/' + rest;
      default:
        return null;
    }
  };
})(window.foray);
