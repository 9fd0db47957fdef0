// What changes something: it is asked for first, and done only after a yes. The Master decides who may.
(function (foray) {
  'use strict';

  let agreed = null;
  let saidTimer = 0;
  foray.mayDo = false;

  foray.say = function (sentence) {
    const said = document.getElementById('said');
    foray.text(said, sentence);
    foray.show(said, sentence !== '');
    clearTimeout(saidTimer);
    if (sentence !== '') {
      saidTimer = setTimeout(function () {
        foray.say('');
      }, 10000);
    }
  };

  foray.ask = function (deed, subject) {
    if (!foray.mayDo) {
      foray.say('This identity sees everything and changes nothing: ask an admin for the role of a deployer.');
      return;
    }
    const query = '?deed=' + deed + '&subject=' + encodeURIComponent(subject);
    foray.call('GET', '/ask' + query, function (status, answer) {
      if (status !== 200) {
        foray.say(answer ? answer.refused : 'Nobody answers.');
        return;
      }
      foray.text(document.getElementById('question'), answer.question);
      agreed = function () {
        foray.say('The Master is being told …');
        foray.call('POST', '/do' + query, function (state, done) {
          foray.say(done ? done.said || done.refused : 'Nobody answers: it is not known what became of it.');
        });
      };
      foray.dialog('ask').showModal();
      document.getElementById('no').focus();
    });
  };

  foray.isAsking = function () {
    return foray.dialog('ask').open;
  };

  foray.answer = function (yes) {
    foray.dialog('ask').close();
    const deed = agreed;
    agreed = null;
    if (yes && deed) {
      deed();
    } else {
      foray.say('Nothing was done.');
    }
  };

  foray.dialog = function (id) {
    return document.getElementById(id);
  };

  // Buttons of which those are shown that fit the state; none without the role.
  foray.deeds = function (subject, kinds) {
    const node = foray.el('div', {'class': 'deeds'});
    const buttons = {};
    kinds.forEach(function (kind) {
      const button = foray.el('button', {type: 'button', id: 'deed-' + kind[0], 'class': kind[3] || ''},
        kind[1] + ' ', foray.el('kbd', {}, kind[2]));
      button.addEventListener('click', function () {
        foray.ask(kind[0], subject);
      });
      buttons[kind[0]] = button;
      node.appendChild(button);
    });
    return {
      node: node,
      set: function (fits) {
        Object.keys(buttons).forEach(function (kind) {
          foray.show(buttons[kind], foray.mayDo && fits.indexOf(kind) >= 0);
        });
      }
    };
  };

  foray.fitting = function (state, paused) {
    if (state === 'FAILED') {
      return ['retry'];
    }
    const ended = state === 'SUCCEEDED' || state === 'CANCELLED';
    return ended ? [] : [paused ? 'resume' : 'pause', 'cancel'];
  };
})(window.foray);
