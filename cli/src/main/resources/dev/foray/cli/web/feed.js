// Asks once a second what is on the page, as long as somebody looks at it.
(function (foray) {
  'use strict';

  const EACH = 1000;
  const LONGEST = 10000;

  // done(status, answer); status 0: this program does not answer.
  foray.call = function (method, url, done) {
    const request = new XMLHttpRequest();
    request.open(method, url, true);
    request.timeout = LONGEST;
    let over = false;
    function end(status, answer) {
      if (!over) {
        over = true;
        done(status, answer);
      }
    }
    request.onload = function () {
      let answer = null;
      try {
        answer = JSON.parse(request.responseText);
      } catch (e) {
        answer = {refused: request.responseText.trim()};
      }
      end(request.status, answer);
    };
    request.onerror = request.ontimeout = request.onabort = function () {
      end(0, null);
    };
    request.send();
    return request;
  };

  // The page says what to ask, and is told: page.url(), page.seen(answer), which may say that it wants more at once.
  foray.feed = function (page) {
    let stopped = false;
    let timer = 0;
    let request = null;

    function ask() {
      if (stopped) {
        return;
      }
      if (document.hidden) {
        timer = setTimeout(ask, EACH);
        return;
      }
      request = foray.call('GET', page.url(), function (status, answer) {
        request = null;
        if (!stopped) {
          timer = setTimeout(ask, take(status, answer) ? 1 : EACH);
        }
      });
    }

    function take(status, answer) {
      foray.connection(status, answer);
      if (status === 200) {
        return page.seen(answer) === true;
      }
      if (status === 404 || status === 400) {
        page.refused(answer.refused);
      }
      return false;
    }

    ask();
    return {
      stop: function () {
        stopped = true;
        clearTimeout(timer);
        if (request) {
          request.abort();
        }
      }
    };
  };
})(window.foray);
