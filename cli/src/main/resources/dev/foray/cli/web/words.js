// Numbers, times and states as a person reads them: as on the console. Everything else is built on this file.
window.foray = {};

(function (foray) {
  'use strict';

  const MINUTE = 60;
  const HOUR = 3600;

  // What a state is called, the sign that stands for it, and its class in the style sheet.
  const STATES = {
    ACCEPTED: ['accepted', '▸', 'busy'],
    PLANNING: ['planning', '▸', 'busy'],
    RUNNING: ['running', '▸', 'busy'],
    FINISHING: ['finishing', '▸', 'busy'],
    SUCCEEDED: ['succeeded', '✓', 'good'],
    FAILED: ['failed', '✕', 'bad'],
    CANCELLED: ['cancelled', '–', 'off'],
    READY: ['ready', '·', 'plain'],
    DONE: ['done', '✓', 'good'],
    STARTING: ['starting', '▸', 'busy'],
    TIMED_OUT: ['timed out', '✕', 'bad'],
    LOST: ['lost', '✕', 'bad'],
    REQUESTED: ['requested', '▸', 'busy'],
    BOOTING: ['booting', '▸', 'busy'],
    UP: ['up', '✓', 'good'],
    TERMINATING: ['terminating', '–', 'off'],
    TERMINATED: ['terminated', '–', 'off'],
    PAUSED: ['paused', '‖', 'off']
  };

  foray.state = function (name) {
    const known = STATES[name] || [String(name).toLowerCase().replace('_', ' '), '·', 'plain'];
    return {word: known[0], sign: known[1], style: known[2]};
  };

  // Control characters are made visible, and what would turn the text around is taken out of effect.
  foray.visible = function (text) {
    return String(text)
      .replace(/[\u0000-\u0008\u000b-\u001f]/g, function (each) {
        return each === '\r' ? '' : String.fromCharCode(0x2400 + each.charCodeAt(0));
      })
      .replace(/\u007f/g, '\u2421')
      .replace(/[\u0080-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
  };

  foray.count = function (number) {
    return String(number).replace(/\B(?=(\d{3})+$)/g, ',');
  };

  foray.plural = function (number, noun) {
    return foray.count(number) + ' ' + noun + (number === 1 ? '' : 's');
  };

  function two(number) {
    return (number < 10 ? '0' : '') + number;
  }

  // Of milliseconds.
  foray.duration = function (millis) {
    const seconds = Math.max(0, Math.floor(millis / 1000));
    if (seconds < 10) {
      return (Math.max(0, millis) / 1000).toFixed(1) + ' s';
    }
    if (seconds < 2 * MINUTE) {
      return seconds + ' s';
    }
    return seconds < 2 * HOUR
      ? Math.floor(seconds / MINUTE) + ' min ' + two(seconds % MINUTE) + ' s'
      : Math.floor(seconds / HOUR) + ' h ' + two(Math.floor(seconds / MINUTE) % MINUTE) + ' min';
  };

  foray.wholeSeconds = function (seconds) {
    return seconds < 10 ? Math.max(0, Math.round(seconds)) + ' s' : foray.duration(seconds * 1000);
  };

  // From least to most where it is not known well; minutes without their seconds.
  foray.left = function (seconds, atLeast, atMost) {
    return atMost - atLeast <= Math.max(5, seconds / 5)
      ? foray.wholeSeconds(seconds) : roughly(atLeast) + ' to ' + roughly(atMost);
  };

  function roughly(seconds) {
    return seconds < 2 * MINUTE || seconds >= 2 * HOUR ? foray.wholeSeconds(seconds) : Math.round(seconds / MINUTE) + ' min';
  }

  // As big as a person says it, such as 3.1 GiB.
  foray.bytes = function (bytes) {
    let amount = bytes / 1024;
    let unit = 0;
    while (amount >= 1023.5 && unit < 3) {
      amount /= 1024;
      unit++;
    }
    return amount.toFixed(amount < 9.95 ? 1 : 0) + ' ' + ['KiB', 'MiB', 'GiB', 'TiB'][unit];
  };

  // Between two moments as the Master writes them; without an end, until now.
  foray.between = function (begin, end) {
    if (!begin) {
      return '';
    }
    return foray.duration((end ? Date.parse(end) : Date.now()) - Date.parse(begin));
  };

  foray.rate = function (perSecond) {
    return perSecond < 10 ? perSecond.toFixed(1) : foray.count(Math.round(perSecond));
  };

  foray.moment = function (text) {
    if (!text) {
      return '';
    }
    const at = new Date(Date.parse(text));
    const day = at.getFullYear() + '-' + two(at.getMonth() + 1) + '-' + two(at.getDate());
    return day + ' ' + foray.clock(text);
  };

  foray.clock = function (text) {
    const at = new Date(Date.parse(text));
    return two(at.getHours()) + ':' + two(at.getMinutes()) + ':' + two(at.getSeconds());
  };

  // The moment for a list: of today the time alone.
  foray.brief = function (text) {
    const today = new Date().toDateString() === new Date(Date.parse(text)).toDateString();
    return today ? foray.clock(text) : foray.moment(text).substring(5, 16);
  };

  // With two decimals at least, and as many as it has.
  foray.usd = function (amount) {
    if (amount === null || amount === undefined) {
      return '';
    }
    return /\.\d\d/.test(String(amount)) ? String(amount) : Number(amount).toFixed(2);
  };

  // As in `master job`: empty where nobody asks for money.
  foray.bill = function (bill) {
    if (!(bill.unpriced < bill.nodes || bill.budget !== null)) {
      return '';
    }
    return foray.usd(bill.usd) + (bill.budget === null ? '' : ' of ' + foray.usd(bill.budget)) + ' USD';
  };

  foray.shortClass = function (name) {
    return name.substring(name.lastIndexOf('.') + 1);
  };

  // {job, chunk, number} of an attempt's name; chunk is -1 for plan and finish.
  foray.attempt = function (name) {
    const parts = /^(job-\d+)\.(?:chunk-(\d+)|plan|finish)\.attempt-(\d+)$/.exec(name);
    return parts && {job: parts[1], chunk: parts[2] ? Number(parts[2]) : -1, number: Number(parts[3])};
  };
})(window.foray);
