// What the keys do: those of the console.
(function (foray) {
  'use strict';

  const KEYS = [
    ['Everywhere', [
      ['j k', 'down and up in a list'],
      ['h j k l, arrows', 'move in the grid of chunks'],
      ['enter', 'open what is chosen'],
      ['esc', 'back'],
      ['/', 'show only jobs or nodes that have a text; in a log, search'],
      [':', 'go to: job 17, chunk 42, nodes, log job-17.chunk-42.attempt-1'],
      ['n', 'the nodes'],
      ['?', 'this']]],
    ['A job', [
      ['f', 'the next chunk that failed'],
      ['r', 'the next chunk that runs']]],
    ['What changes something is asked for first, and done only after y', [
      ['c', 'cancel a job'],
      ['p', 'pause it'],
      ['u', 'let it go on'],
      ['t', 'run again what failed'],
      ['d', 'let a node finish what it runs, and end it']]],
    ['A log', [
      ['n N', 'the next line found, the one before'],
      ['g G', 'the beginning; follow again']]]
  ];

  foray.helpPage = function () {
    const node = foray.el('div', {'class': 'help'}, foray.el('div', {'class': 'head'}, foray.el('h1', {}, 'Help')));
    KEYS.forEach(function (group) {
      const list = foray.el('dl', {'class': 'keys'});
      group[1].forEach(function (key) {
        const keys = foray.el('dt', {});
        key[0].split(/,? /).forEach(function (each) {
          keys.appendChild(foray.el('kbd', {}, each));
        });
        list.appendChild(foray.el('div', {}, keys, foray.el('dd', {}, key[1])));
      });
      node.appendChild(foray.section(group[0], list));
    });
    const signs = foray.el('ul', {'class': 'legend'});
    [['done', 'DONE'], ['running', 'RUNNING'], ['ready', 'READY'], ['failed', 'FAILED'], ['cancelled', 'CANCELLED']]
      .forEach(function (each) {
        const state = foray.state(each[1]);
        signs.appendChild(foray.el('li', {},
          foray.el('span', {'class': 'cell ' + each[0], 'aria-hidden': 'true'}, state.sign), state.word));
      });
    node.appendChild(foray.section('The cells of chunks', signs));
    node.appendChild(foray.section('On a terminal', foray.el('p', {},
      'The same is shown by ', foray.el('code', {}, 'master console'), ', and as text or JSON by ',
      foray.el('code', {}, 'master jobs'), ', ', foray.el('code', {}, 'job'), ', ', foray.el('code', {}, 'chunks'), ', ',
      foray.el('code', {}, 'nodes'), ' and ', foray.el('code', {}, 'logs'), '.')));
    return {
      title: 'Help',
      nav: 'help',
      up: '#/jobs',
      node: node,
      url: function () {
        return '/look/jobs';
      },
      seen: function () {},
      refused: function () {},
      key: function () {
        return false;
      }
    };
  };
})(window.foray);
