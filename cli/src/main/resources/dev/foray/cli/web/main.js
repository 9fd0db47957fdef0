// Shows the page that the address names, and whether the Master answers.
(function (foray) {
  'use strict';

  let page = null;
  let feed = null;
  let awaySince = 0;

  foray.page = function () {
    return page;
  };

  foray.isDark = function () {
    return Boolean(window.matchMedia && window.matchMedia('(prefers-color-scheme: dark)').matches);
  };

  function named(hash) {
    const parts = hash.replace(/^#\/?/, '').split('/');
    if (parts[0] === 'job' && /^job-\d{1,18}$/.test(parts[1])) {
      return foray.jobPage(parts[1]);
    }
    if (parts[0] === 'chunk' && /^job-\d{1,18}$/.test(parts[1]) && /^\d{1,9}$/.test(parts[2])) {
      return foray.chunkPage(parts[1], Number(parts[2]));
    }
    if (parts[0] === 'log' && foray.attempt(parts[1] || '')) {
      return foray.logPage(parts[1]);
    }
    if (parts[0] === 'nodes') {
      return foray.nodesPage();
    }
    return parts[0] === 'help' ? foray.helpPage() : foray.jobsPage();
  }

  function open() {
    if (feed) {
      feed.stop();
    }
    const main = document.getElementById('main');
    const before = page;
    page = named(location.hash);
    main.textContent = '';
    main.appendChild(page.node);
    document.title = page.title + ' · Foray';
    ['jobs', 'nodes', 'help'].forEach(function (name) {
      foray.attr(document.getElementById('nav-' + name), 'aria-current', page.nav === name ? 'page' : null);
    });
    window.scrollTo(0, 0);
    if (before) {
      main.focus({preventScroll: true});
    }
    feed = foray.feed(page);
  }

  // Told after each answer, or when there was none.
  foray.connection = function (status, answer) {
    const away = status === 0 ? 'This page’s own program has ended, or hangs: start `master web` again.'
      : status === 403 ? answer.refused : status >= 500 ? answer.refused : status === 200 ? answer.away : null;
    const was = awaySince;
    awaySince = away ? awaySince || Date.now() : 0;
    const sign = document.getElementById('connection');
    foray.attr(sign, 'class', 'connection' + (away ? ' away' : ''));
    foray.text(sign, away ? 'no answer' : 'live');
    const banner = document.getElementById('banner');
    const seen = answer && answer.seenAt && answer.jobs !== null && Date.parse(answer.seenAt) > 0
      ? ' What you see is from ' + foray.clock(answer.seenAt) + '.' : '';
    foray.text(banner, away ? away + ' Asking again each second.' + seen : '');
    foray.show(banner, Boolean(away));
    if (was > 0 && !away) {
      about();
      foray.say('The Master answers again.');
    }
  };

  // Who answers, and what this identity may do.
  function about() {
    foray.call('GET', '/about', function (status, answer) {
      if (status !== 200) {
        return;
      }
      foray.mayDo = Boolean(answer.steers);
      foray.text(document.getElementById('master'),
        answer.master + (answer.role ? ' · as ' + answer.role : ''));
    });
  }

  foray.openCommand = function () {
    const typed = document.getElementById('typed');
    typed.value = '';
    foray.dialog('command').showModal();
    typed.focus();
  };

  document.getElementById('typed').addEventListener('keydown', function (event) {
    if (event.key !== 'Enter') {
      return;
    }
    const typed = event.target.value;
    foray.dialog('command').close();
    const hash = foray.go(typed, page);
    if (hash) {
      location.hash = hash;
    } else if (typed.trim() !== '') {
      foray.say('There is nothing called “' + typed.trim() + '”: ? lists what there is.');
    }
  });
  document.getElementById('yes').addEventListener('click', function () {
    foray.answer(true);
  });
  document.getElementById('no').addEventListener('click', function () {
    foray.answer(false);
  });
  foray.dialog('ask').addEventListener('cancel', function () {
    foray.say('Nothing was done.');
  });
  document.querySelector('.skip').addEventListener('click', function (event) {
    event.preventDefault();
    document.getElementById('main').focus({preventScroll: true});
  });
  window.addEventListener('hashchange', open);
  window.addEventListener('resize', function () {
    if (page && page.resized) {
      page.resized();
    }
  });
  about();
  open();
})(window.foray);
