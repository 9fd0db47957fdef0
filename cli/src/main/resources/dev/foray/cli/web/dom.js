// Builds and changes what is shown. Text is only ever text: nothing of a job can become markup.
(function (foray) {
  'use strict';

  // el('a', {href: '#/jobs', 'class': 'x'}, child, 'text' …)
  foray.el = function (tag, attributes) {
    const node = document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (name) {
      foray.attr(node, name, attributes[name]);
    });
    for (let at = 2; at < arguments.length; at++) {
      const child = arguments[at];
      if (child !== null && child !== undefined) {
        node.appendChild(typeof child === 'object' ? child : document.createTextNode(foray.visible(child)));
      }
    }
    return node;
  };

  foray.attr = function (node, name, value) {
    if (value === null || value === undefined || value === false) {
      node.removeAttribute(name);
    } else if (node.getAttribute(name) !== String(value)) {
      node.setAttribute(name, String(value));
    }
  };

  // Touches the page only where something has changed, so that selections and screen readers are left in peace.
  foray.text = function (node, text) {
    const shown = foray.visible(text === null || text === undefined ? '' : text);
    if (node.textContent !== shown) {
      node.textContent = shown;
    }
    return node;
  };

  foray.show = function (node, isShown) {
    if (node.hidden === isShown) {
      node.hidden = !isShown;
    }
  };

  // A state as its sign and its word.
  foray.chip = function () {
    const sign = foray.el('span', {'class': 'sign', 'aria-hidden': 'true'});
    const word = foray.el('span', {});
    const node = foray.el('span', {'class': 'chip'}, sign, word);
    return {
      node: node,
      set: function (name, more) {
        const state = foray.state(name);
        foray.attr(node, 'class', 'chip ' + state.style);
        foray.text(sign, state.sign);
        foray.text(word, state.word + (more || ''));
      }
    };
  };

  // Done, running, failed and the rest of so many, as a bar.
  foray.meter = function () {
    const parts = {};
    const node = foray.el('span', {'class': 'meter', 'aria-hidden': 'true'});
    ['done', 'running', 'failed', 'cancelled'].forEach(function (name) {
      parts[name] = foray.el('span', {'class': name});
      node.appendChild(parts[name]);
    });
    return {
      node: node,
      set: function (chunks) {
        const all = Math.max(1, chunks.total || 0);
        Object.keys(parts).forEach(function (name) {
          const share = (100 * (chunks[name] || 0)) / all;
          const width = share > 0 ? Math.max(0.4, share).toFixed(2) + '%' : '0';
          if (parts[name].style.width !== width) {
            parts[name].style.width = width;
          }
        });
      }
    };
  };

  // A table whose rows keep their identity, and so their focus, while their cells change.
  // columns: [{title, style}]; make(item) gives {cells: [node], set(item)}.
  foray.table = function (label, columns, key, make) {
    const head = foray.el('tr', {role: 'row'});
    columns.forEach(function (column) {
      head.appendChild(
        foray.el('th', {scope: 'col', role: 'columnheader', 'class': column.style || ''}, column.title));
    });
    const body = foray.el('tbody', {role: 'rowgroup'});
    const node = foray.el('table', {role: 'table', 'aria-label': label},
      foray.el('thead', {role: 'rowgroup'}, head), body);
    let rows = {};
    return {
      node: node,
      body: body,
      set: function (items) {
        const kept = {};
        let last = null;
        items.forEach(function (item) {
          const id = 'row ' + key(item);
          const row = rows[id] || newRow(make(item), columns);
          kept[id] = row;
          row.set(item);
          const next = last ? last.nextSibling : body.firstChild;
          if (next !== row.node) {
            body.insertBefore(row.node, next);
          }
          last = row.node;
        });
        Object.keys(rows).forEach(function (id) {
          if (!kept[id]) {
            body.removeChild(rows[id].node);
          }
        });
        rows = kept;
      }
    };
  };

  function newRow(made, columns) {
    const node = foray.el('tr', {role: 'row'});
    made.cells.forEach(function (cell, at) {
      node.appendChild(foray.el('td',
        {role: 'cell', 'class': columns[at].style || '', 'data-title': columns[at].title}, cell));
    });
    return {node: node, set: made.set};
  }

  foray.section = function (title) {
    const node = foray.el('section', {}, foray.el('h2', {}, title));
    for (let at = 1; at < arguments.length; at++) {
      node.appendChild(arguments[at]);
    }
    return node;
  };

  // A name and what belongs to it, in a list of such; hidden while there is nothing.
  foray.figure = function (name, style) {
    const value = foray.el('dd', {});
    const node = foray.el('div', {'class': style || ''}, foray.el('dt', {}, name), value);
    return {
      node: node,
      value: value,
      set: function (text) {
        foray.text(value, text);
        foray.show(node, text !== '' && text !== null && text !== undefined);
      }
    };
  };

  foray.crumbs = function (links) {
    const list = foray.el('ol', {});
    links.forEach(function (link) {
      list.appendChild(foray.el('li', {}, foray.el('a', {href: link[1]}, link[0])));
    });
    return foray.el('nav', {'class': 'crumbs', 'aria-label': 'Where this is'}, list);
  };
})(window.foray);
