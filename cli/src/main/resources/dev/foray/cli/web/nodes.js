// The nodes that are there, and the newest that are gone.
(function (foray) {
  'use strict';

  foray.nodesPage = function () {
    const filter = foray.filter('Show only nodes with', function () {
      fill();
    });
    const table = foray.table('Nodes', [
      {title: 'Node'}, {title: 'State'}, {title: 'Slots', style: 'slots'}, {title: 'Runs', style: 'runs'},
      {title: 'Load', style: 'number'}, {title: 'Free memory', style: 'number'},
      {title: 'Age', style: 'number'}, {title: 'USD', style: 'number'}, {title: 'Machine'},
      {title: 'Why', style: 'wide'}, {title: ''}
    ], function (node) {
      return node.node;
    }, row);
    const sheet = foray.el('div', {'class': 'sheet nodes'}, table.node);
    const none = foray.el('p', {'class': 'nothing'});
    const rest = foray.el('p', {'class': 'hint', hidden: ''});
    let nodes = null;
    let more = 0;
    let sentence = '';

    function row(first) {
      const name = foray.el('span', {'class': 'name', tabindex: '0', 'data-row': first.node}, first.node);
      const chip = foray.chip();
      const boxes = foray.el('span', {'class': 'boxes', 'aria-hidden': 'true'});
      const slots = foray.el('span', {});
      const runs = foray.el('span', {'class': 'links'});
      const load = foray.el('span', {});
      const free = foray.el('span', {});
      const age = foray.el('span', {});
      const cost = foray.el('span', {});
      const machine = foray.el('bdi', {});
      const why = foray.el('bdi', {'class': 'reason'});
      const drain = foray.el('button', {type: 'button', 'class': 'quiet', 'aria-label': 'Drain ' + first.node}, 'Drain');
      drain.addEventListener('click', function () {
        foray.ask('drain', first.node);
      });
      return {
        cells: [name, chip.node, foray.el('span', {'class': 'how-far'}, boxes, slots), runs, load, free, age, cost, machine, why, drain],
        set: function (node) {
          const draining = node.workerState === 'DRAINING';
          chip.set(node.state, draining ? ', draining' : '');
          const gone = node.state === 'TERMINATED' || node.state === 'TERMINATING';
          foray.text(boxes, gone || node.slots > 16 ? ''
            : '▮'.repeat(node.runs) + '▯'.repeat(Math.max(0, node.slots - node.runs)));
          foray.text(slots, node.slots === 0 ? '' : node.runs + ' / ' + node.slots);
          links(runs, node.running, node.runs);
          foray.text(load, node.strain && node.strain.load >= 0 ? node.strain.load.toFixed(1) + ' / ' + node.strain.cores : '');
          foray.text(free, node.strain ? foray.bytes(node.strain.freeMemoryBytes) : '');
          foray.text(age, foray.between(node.requestedAt, node.endedAt));
          foray.text(cost, node.bill ? foray.usd(node.bill.usd) : '');
          foray.text(machine, node.machine || 'local process');
          foray.text(why, node.reason);
          foray.show(drain, foray.mayDo && Boolean(node.worker) && !gone && !draining);
        }
      };
    }

    function links(list, running, all) {
      const shown = running.join(' ') + ' ' + all;
      if (list.getAttribute('data-shown') === shown) {
        return;
      }
      foray.attr(list, 'data-shown', shown);
      list.textContent = '';
      running.forEach(function (attempt) {
        const at = foray.attempt(attempt);
        list.appendChild(foray.el('a', {href: '#/log/' + attempt},
          at.chunk < 0 ? attempt : at.job + '.chunk-' + at.chunk));
      });
      if (all > running.length) {
        list.appendChild(foray.el('span', {}, 'and ' + (all - running.length) + ' more'));
      }
    }

    function fill() {
      const wanted = filter.text();
      const shown = (nodes || []).filter(function (node) {
        return (node.node + ' ' + node.state + ' ' + node.machine + ' ' + node.reason).toLowerCase().indexOf(wanted) >= 0;
      });
      table.set(shown);
      foray.show(sheet, shown.length > 0);
      foray.text(none, sentence || (nodes === null ? 'The Master is being asked …' : nodes.length === 0
        ? 'There are no nodes: a job starts them.' : 'No node has “' + wanted + '” in it.'));
      foray.show(none, shown.length === 0);
      foray.more(rest, more, 'node', 'master nodes');
    }

    fill();
    return {
      title: 'Nodes',
      nav: 'nodes',
      up: '#/jobs',
      node: foray.el('div', {},
        foray.el('div', {'class': 'head'}, foray.el('h1', {}, 'Nodes'), filter.node),
        sheet, none, rest),
      url: function () {
        return '/look/nodes';
      },
      seen: function (answer) {
        sentence = '';
        nodes = answer.nodes || nodes;
        more = answer.more;
        fill();
      },
      refused: function (why) {
        sentence = why;
        fill();
      },
      search: filter.focus,
      key: function (key) {
        if (key === 'd' && foray.chosenRow()) {
          foray.ask('drain', foray.chosenRow());
        }
        return key === 'd';
      }
    };
  };
})(window.foray);
