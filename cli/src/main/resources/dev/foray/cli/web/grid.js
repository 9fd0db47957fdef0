// The chunks of a job, a cell each, on a canvas; with their states in words beside it.
(function (foray) {
  'use strict';

  const LETTERS = 'rRDFC';
  const NAMES = ['', 'READY', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED'];
  const READY = 1;
  const RUNNING = 2;
  const FAILED = 4;
  const CANCELLED = 5;
  const ORDER = [READY, 3, CANCELLED, RUNNING, FAILED]; // What is looked for lies above the rest.
  const MOST_CELLS = 100000;
  const TALLEST = 380;
  const SIDES = [20, 18, 16, 14, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2];
  const OPENS = 8;
  const FINDABLE = 4;
  const ZOOMED = 1500;
  const MOST_RANGES = 60;

  // What is known of the states: told in pieces, as changes since a version.
  function knowledge() {
    let states = new Uint8Array(0);
    let pass = 0;
    const known = {
      since: 0,
      from: 0,
      size: function () {
        return states.length;
      },
      at: function (chunk) {
        return states[chunk] || 0;
      },
      learn: function (cells) {
        if (cells.total !== states.length) {
          const grown = new Uint8Array(cells.total);
          grown.set(states.subarray(0, Math.min(states.length, cells.total)));
          states = grown;
        }
        const changed = read(cells);
        if (known.from === 0) {
          pass = cells.version;
        }
        const whole = cells.next >= cells.total;
        known.since = whole ? pass : known.since;
        known.from = whole ? 0 : cells.next;
        return changed;
      }
    };

    function read(cells) {
      const runs = /(\d*)([=rRDFC])/g;
      let index = cells.from;
      let changed = false;
      for (let run = runs.exec(cells.runs); run; run = runs.exec(cells.runs)) {
        const end = Math.min(cells.total, index + Math.max(1, Number(run[1] || 1)));
        const state = LETTERS.indexOf(run[2]) + 1;
        for (let chunk = index; state > 0 && chunk < end; chunk++) {
          states[chunk] = state;
          changed = true;
        }
        index = end;
      }
      return changed;
    }
    return known;
  }

  // open(chunk) is called for one that was chosen.
  foray.grid = function (open) {
    const known = knowledge();
    const canvas = foray.el('canvas', {tabindex: '0', role: 'application', 'aria-describedby': 'chosen'});
    const chosenWords = foray.el('output', {id: 'chosen', 'class': 'chosen'});
    const all = foray.el('button', {type: 'button', 'class': 'quiet'}, 'All chunks ', foray.el('kbd', {}, 'esc'));
    const asText = foray.el('div', {'class': 'as-text'});
    const details = foray.el('details', {}, foray.el('summary', {}, 'In words'), asText);
    const node = foray.el('div', {'class': 'grid'},
      foray.el('div', {'class': 'grid-head'}, chosenWords, all), canvas, details);
    const view = {first: 0, end: 0, zoomed: false, side: 20, columns: 1, perCell: 1};
    let chosen = -1;
    let pointed = -1;
    let dark = false;

    function layout() {
      const width = Math.max(100, canvas.parentNode ? canvas.parentNode.clientWidth : 0);
      view.first = view.zoomed ? view.first : 0;
      view.end = view.zoomed ? Math.min(view.end, known.size()) : known.size();
      const shown = view.end - view.first;
      view.perCell = Math.max(1, Math.ceil(shown / MOST_CELLS));
      const cells = Math.ceil(shown / view.perCell);
      view.side = SIDES[SIDES.length - 1];
      for (let at = 0; at < SIDES.length; at++) {
        const rows = Math.ceil(cells / Math.floor(width / SIDES[at]));
        if (rows * SIDES[at] <= TALLEST) {
          view.side = SIDES[at];
          break;
        }
      }
      view.columns = Math.max(1, Math.floor(width / view.side));
      return {width: width, height: Math.max(view.side, Math.ceil(cells / view.columns) * view.side), cells: cells};
    }

    // The worst state of a cell's chunks.
    function cellState(cell) {
      const begin = view.first + cell * view.perCell;
      if (view.perCell === 1) {
        return known.at(begin);
      }
      let worst = 0;
      for (let chunk = begin; chunk < Math.min(view.end, begin + view.perCell); chunk++) {
        const state = known.at(chunk);
        worst = state === FAILED || worst === FAILED ? FAILED : state === RUNNING ? RUNNING : worst || state;
      }
      return worst;
    }

    function draw() {
      if (known.size() === 0) {
        return;
      }
      const size = layout();
      const ratio = window.devicePixelRatio || 1;
      canvas.width = Math.round(size.width * ratio);
      canvas.height = Math.round(size.height * ratio);
      canvas.style.height = size.height + 'px';
      const pen = canvas.getContext('2d');
      if (!pen) {
        return;
      }
      pen.scale(ratio, ratio);
      const colours = palette();
      const gap = view.side >= 14 ? 3 : view.side >= 8 ? 2 : view.side >= 3 ? 1 : 0;
      ORDER.forEach(function (state) {
        pen.fillStyle = colours[state];
        pen.strokeStyle = colours[state];
        pen.lineWidth = 1;
        for (let cell = 0; cell < size.cells; cell++) {
          if (cellState(cell) === state) {
            mark(pen, state, cell, view.side - gap, colours);
          }
        }
      });
      ring(pen, colours, gap);
      foray.attr(canvas, 'aria-label', foray.plural(known.size(), 'chunk')
        + ': arrows move from one to the next, enter opens it, f and r find those that failed and that run');
    }

    function mark(pen, state, cell, side, colours) {
      const x = (cell % view.columns) * view.side;
      const y = Math.floor(cell / view.columns) * view.side;
      if (state === READY && side >= 6) {
        pen.strokeRect(x + 0.5, y + 0.5, side - 1, side - 1);
        return;
      }
      const large = state === FAILED ? Math.max(FINDABLE, side) : side;
      pen.fillRect(x, y, large, large);
      if (side >= 6) {
        sign(pen, state, x, y, side, colours.paper);
        pen.fillStyle = pen.strokeStyle = colours[state];
      }
    }

    // Told by shape as well as by colour.
    function sign(pen, state, x, y, side, paper) {
      const edge = side * 0.28;
      pen.fillStyle = pen.strokeStyle = paper;
      pen.lineWidth = Math.max(1, side / 8);
      pen.beginPath();
      if (state === FAILED) {
        pen.moveTo(x + edge, y + edge);
        pen.lineTo(x + side - edge, y + side - edge);
        pen.moveTo(x + side - edge, y + edge);
        pen.lineTo(x + edge, y + side - edge);
        pen.stroke();
      } else if (state === RUNNING) {
        pen.moveTo(x + edge * 1.2, y + edge);
        pen.lineTo(x + side - edge, y + side / 2);
        pen.lineTo(x + edge * 1.2, y + side - edge);
        pen.fill();
      } else if (state === CANCELLED) {
        pen.moveTo(x + edge, y + side / 2);
        pen.lineTo(x + side - edge, y + side / 2);
        pen.stroke();
      }
    }

    function ring(pen, colours, gap) {
      if (chosen < view.first || chosen >= view.end) {
        return;
      }
      const cell = Math.floor((chosen - view.first) / view.perCell);
      const x = (cell % view.columns) * view.side;
      const y = Math.floor(cell / view.columns) * view.side;
      const side = Math.max(12, view.side - gap + 2);
      const off = (side - (view.side - gap)) / 2;
      pen.strokeStyle = colours.ink;
      pen.lineWidth = 2;
      pen.strokeRect(Math.max(1, x - off), Math.max(1, y - off), side, side);
    }

    function palette() {
      const style = window.getComputedStyle(document.documentElement);
      function colour(name, otherwise) {
        return (style.getPropertyValue(name) || '').trim() || otherwise;
      }
      return {
        1: view.side < 7 ? colour('--line', '#e2e6ea') : colour('--cell-ready', '#cdd4da'),
        2: colour('--cell-running', '#0a6c74'),
        3: colour('--cell-done', '#8cc5c5'),
        4: colour('--bad', '#b3261e'),
        5: colour('--faint', '#8a949e'),
        paper: colour('--paper', '#ffffff'),
        ink: colour('--ink', '#1b1f24')
      };
    }

    function words() {
      const at = pointed >= 0 ? pointed : chosen;
      foray.show(all, view.zoomed);
      if (at < 0 || at >= known.size()) {
        foray.text(chosenWords, view.side < OPENS || view.perCell > 1
          ? 'Enter or a click goes nearer' : 'Enter or a click opens a chunk');
        return;
      }
      const state = NAMES[known.at(at)];
      foray.text(chosenWords, view.perCell > 1
        ? 'chunks ' + at + ' to ' + (Math.min(known.size(), at + view.perCell) - 1)
        : 'chunk-' + at + (state ? '  ' + foray.state(state).word : ''));
    }

    // Ranges of each state that a person would look for.
    function tellInWords() {
      if (!details.open) {
        return;
      }
      asText.textContent = '';
      [FAILED, RUNNING, CANCELLED, READY, 3].forEach(function (state) {
        const ranges = rangesOf(state);
        if (ranges !== '') {
          asText.appendChild(foray.el('p', {}, foray.state(NAMES[state]).word + ': ' + ranges));
        }
      });
    }

    function rangesOf(state) {
      const ranges = [];
      let begin = -1;
      for (let chunk = 0; chunk <= known.size(); chunk++) {
        const is = chunk < known.size() && known.at(chunk) === state;
        if (is && begin < 0) {
          begin = chunk;
        } else if (!is && begin >= 0) {
          if (ranges.length === MOST_RANGES) {
            ranges.push('…');
            break;
          }
          ranges.push(chunk - 1 === begin ? String(begin) : begin + ' to ' + (chunk - 1));
          begin = -1;
        }
      }
      return ranges.join(', ');
    }

    function chunkUnder(event) {
      const box = canvas.getBoundingClientRect();
      const column = Math.floor((event.clientX - box.left) / view.side);
      const cell = Math.floor((event.clientY - box.top) / view.side) * view.columns + column;
      const chunk = view.first + cell * view.perCell;
      return column < view.columns && chunk < view.end ? chunk : -1;
    }

    function enter() {
      if (chosen < 0) {
        return;
      }
      if (view.perCell === 1 && view.side >= OPENS) {
        open(chosen);
        return;
      }
      const half = Math.max(ZOOMED, view.perCell) / 2;
      view.first = Math.max(0, Math.floor(chosen - half));
      view.end = Math.min(known.size(), view.first + 2 * half);
      view.zoomed = true;
      refresh();
    }

    function widen() {
      const was = view.zoomed;
      view.zoomed = false;
      refresh();
      return was;
    }

    function choose(chunk) {
      chosen = Math.max(0, Math.min(known.size() - 1, chunk));
      pointed = -1;
      if (chosen < view.first || chosen >= view.end) {
        view.zoomed = false;
      }
      refresh();
      canvas.focus({preventScroll: true});
      const box = canvas.getBoundingClientRect();
      if (box.top < 0 || box.top > window.innerHeight) {
        canvas.scrollIntoView({block: 'center'});
      }
    }

    function refresh() {
      draw();
      words();
      tellInWords();
    }

    canvas.addEventListener('mousemove', function (event) {
      pointed = chunkUnder(event);
      words();
    });
    canvas.addEventListener('mouseleave', function () {
      pointed = -1;
      words();
    });
    canvas.addEventListener('click', function (event) {
      const chunk = chunkUnder(event);
      if (chunk >= 0) {
        chosen = chunk;
        enter();
      }
    });
    all.addEventListener('click', widen);
    details.addEventListener('toggle', tellInWords);

    return {
      node: node,
      known: known,
      refresh: refresh,
      enter: enter,
      widen: widen,
      learn: function (cells) {
        if (known.learn(cells) || dark !== foray.isDark()) {
          dark = foray.isDark();
          refresh();
        }
        return known.from > 0;
      },
      move: function (across, down) {
        choose(chosen < 0 ? view.first : chosen + (across + down * view.columns) * view.perCell);
      },
      // The next chunk in a state, after the chosen one and around the end.
      next: function (name) {
        const state = NAMES.indexOf(name);
        for (let step = 1; step <= known.size(); step++) {
          const chunk = (chosen + step) % known.size();
          if (known.at(chunk) === state) {
            choose(chunk);
            return true;
          }
        }
        return false;
      }
    };
  };
})(window.foray);
