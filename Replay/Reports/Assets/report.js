// Draws the charts of the report from the numbers in #data. Names from outside reach the page as text only, never as
// markup; what is built as markup here is made of numbers.
(() => {
  'use strict';

  const data = JSON.parse(document.getElementById('data').textContent);
  const full = [data.from, Math.max(data.to, data.from + 1)];
  const palette = ['#3f7ae0', '#d9822b', '#2a9d76', '#b5489f', '#8a6fd1', '#c94f4f', '#5f9e2f', '#1f9bb4', '#a07a3a',
    '#d16ba5', '#7587a0', '#b3a125'];
  const charts = [];
  let view = full.slice();

  // Numbers and times

  const fixed = (value, places) =>
    value.toLocaleString('en-US', { minimumFractionDigits: places, maximumFractionDigits: places });
  const money = value => fixed(value, Math.abs(value) < 1 && value !== 0 ? 4 : 2);
  const clock = (time, places) => new Date(time).toISOString().replace('T', ' ').slice(0, places);
  const moment = time => clock(time, view[1] - view[0] < 600000 ? 23 : 19) + ' UTC';

  function placesOf(step) {
    return Math.min(8, Math.max(0, -Math.floor(Math.log10(step) + 1e-9)));
  }

  function valueTicks(low, high, count) {
    const rough = (high - low) / Math.max(1, count);
    const power = Math.pow(10, Math.floor(Math.log10(rough)));
    const step = power * [1, 2, 5, 10].find(factor => power * factor >= rough * 0.999);
    const ticks = [];
    for (let index = Math.ceil(low / step); index * step <= high; index++) {
      ticks.push(index * step);
    }

    return { ticks, places: placesOf(step) };
  }

  const second = 1000, minute = 60 * second, hour = 60 * minute, day = 24 * hour;
  const timeSteps = [1, 2, 5, 10, 20, 50, 100, 200, 500, second, 2 * second, 5 * second, 15 * second, 30 * second,
    minute, 2 * minute, 5 * minute, 15 * minute, 30 * minute, hour, 2 * hour, 3 * hour, 6 * hour, 12 * hour, day,
    2 * day, 5 * day, 10 * day, 30 * day, 90 * day, 365 * day, 3650 * day];

  function timeTicks(width) {
    const step = timeSteps.find(size => (view[1] - view[0]) / size <= width / 92) || timeSteps[timeSteps.length - 1];
    const ticks = [];
    for (let time = Math.ceil(view[0] / step) * step; time <= view[1]; time += step) {
      const iso = new Date(time).toISOString();
      const isMidnight = time % day === 0;
      const text = step >= day || (isMidnight && step >= minute) ? iso.slice(5, 10)
        : step >= minute ? iso.slice(11, 16)
          : step >= second ? iso.slice(11, 19) : iso.slice(14, 23);
      ticks.push([time, text, isMidnight]);
    }

    return ticks;
  }

  // Series

  function decodeLine(flat, shift) {
    const count = flat.length / 2, line = { t: new Float64Array(count), v: new Float64Array(count) };
    for (let index = 0, time = 0; index < count; index++) {
      time += flat[2 * index];
      line.t[index] = time;
      line.v[index] = flat[2 * index + 1] - (shift || 0);
    }

    return line;
  }

  function decodeCandles(flat, tick) {
    const candles = { t: [], o: [], h: [], l: [], c: [] };
    for (let index = 0, time = 0, close = 0; index < flat.length; index += 5) {
      time += flat[index];
      const open = close + flat[index + 1];
      close = open + flat[index + 4];
      candles.t.push(time);
      candles.o.push(open * tick);
      candles.h.push((open + flat[index + 2]) * tick);
      candles.l.push((open + flat[index + 3]) * tick);
      candles.c.push(close * tick);
    }

    return candles;
  }

  function medianStep(times) {
    const steps = times.slice(1).map((time, index) => time - times[index]).sort((left, right) => left - right);
    return steps.length ? steps[steps.length >> 1] : 0;
  }

  function decodeFills(flat, tick, lot) {
    const fills = { t: [], strategy: [], lots: [], price: [], position: [] }, held = new Map();
    for (let index = 0, time = 0, price = 0, net = 0; index < flat.length; index += 5) {
      time += flat[index];
      price += flat[index + 3];
      net += flat[index + 4] - (held.get(flat[index + 1]) || 0);
      held.set(flat[index + 1], flat[index + 4]);
      fills.t.push(time);
      fills.strategy.push(flat[index + 1]);
      fills.lots.push(flat[index + 2] * lot);
      fills.price.push(price * tick);
      fills.position.push(net * lot);
    }

    return fills;
  }

  function decodeSignals(flat, tick) {
    const signals = [];
    for (let index = 0, time = 0, price = 0; index < flat.length; index += 5) {
      time += flat[index];
      price += flat[index + 3];
      signals.push({ t: time, strategy: flat[index + 1], isBuy: flat[index + 2] > 0, price: price * tick,
        confidence: flat[index + 4] });
    }

    return signals;
  }

  // The last index whose time is at or before this one; −1 for none.
  function at(times, time) {
    let low = 0, high = times.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (times[middle] <= time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }

    return low - 1;
  }

  // The indices in view, and one on each side so that lines run to the edge.
  const inView = times => [Math.max(0, at(times, view[0])), Math.min(times.length - 1, at(times, view[1]) + 1)];

  function extent(lines, ...values) {
    let low = Infinity, high = -Infinity;
    for (const value of values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }

    for (const [times, lows, highs] of lines) {
      const [from, to] = inView(times);
      for (let index = from; index <= to; index++) {
        low = Math.min(low, lows[index]);
        high = Math.max(high, highs[index]);
      }
    }

    if (low > high) {
      return [0, 1];
    }

    const pad = (high - low) * 0.06 || Math.abs(high) * 0.001 || 1;
    return [low - pad, high + pad];
  }

  const n = value => Math.round(value * 10) / 10;

  function polyline(line, frame) {
    const [from, to] = inView(line.t);
    let path = '';
    for (let index = from; index <= to; index++) {
      path += (path ? 'L' : 'M') + n(frame.x(line.t[index])) + ' ' + n(frame.y(line.v[index]));
    }

    return path;
  }

  function closed(line, frame, base) {
    const [from, to] = inView(line.t);
    return to < from ? '' : polyline(line, frame) + 'L' + n(frame.x(line.t[to])) + ' ' + n(base)
      + 'L' + n(frame.x(line.t[from])) + ' ' + n(base) + 'Z';
  }

  // Chart: axes, crosshair and zoom around what a kind of chart paints

  class Chart {
    constructor(host, height, kind) {
      this.host = host;
      this.height = height;
      this.kind = kind;
      this.isDirty = true;
      this.isVisible = true;
      this.readout = element('div', 'readout');
      this.picture = element('div', '');
      this.picture.setAttribute('role', 'img');
      this.picture.setAttribute('aria-label', host.querySelector('svg').getAttribute('aria-label'));
      host.replaceChildren(this.readout, this.picture);
      listen(this);
      charts.push(this);
    }

    draw() {
      this.isDirty = false;
      const width = Math.max(240, this.host.clientWidth), bottom = 20, strip = this.kind.strip ? 46 : 0;
      const plotHeight = this.height - bottom - strip, range = this.kind.range();
      const scale = valueTicks(range[0], range[1], plotHeight / 44);
      const format = this.kind.format || (value => fixed(value, scale.places));
      const labels = scale.ticks.map(format);

      // The same width wherever it can be, so that one moment stands at one place in all charts.
      const axis = Math.max(64, 14 + 6.6 * Math.max(...labels.map(label => label.length)));
      const plotWidth = width - axis;
      const frame = this.frame = {
        width: plotWidth, height: plotHeight, total: width, strip,
        x: time => (time - view[0]) / (view[1] - view[0]) * plotWidth,
        y: value => plotHeight - (value - range[0]) / (range[1] - range[0]) * plotHeight,
        timeAt: x => view[0] + Math.min(1, Math.max(0, x / plotWidth)) * (view[1] - view[0])
      };

      let grid = '', texts = '';
      scale.ticks.forEach((value, index) => {
        const y = Math.round(frame.y(value)) + 0.5;
        grid += `<path class="grid" d="M0 ${y}H${n(plotWidth)}"/>`;
        texts += `<text x="${width - 2}" y="${Math.max(10, y + 4)}" text-anchor="end">${labels[index]}</text>`;
      });
      for (const [time, text, isMidnight] of timeTicks(plotWidth)) {
        const x = Math.round(frame.x(time)) + 0.5;
        grid += `<path class="grid" d="M${x} 0V${this.height - bottom + (isMidnight ? 5 : 0)}"/>`;
        if (x > 18 && x < plotWidth - 16) {
          texts += `<text x="${x}" y="${this.height - 5}" text-anchor="middle">${text}</text>`;
        }
      }

      this.picture.innerHTML = `<svg class="drawn" viewBox="0 0 ${width} ${this.height}">${grid}`
        + `<svg x="0" y="0" width="${n(plotWidth)}" height="${plotHeight}">${this.kind.paint(frame)}</svg>`
        + (strip ? `<svg x="0" y="${plotHeight + 4}" width="${n(plotWidth)}" height="${strip - 4}">`
          + `${this.kind.strip(frame, strip - 4)}</svg>` : '')
        + `${texts}<path class="cross" d=""/>`
        + `<rect class="select" y="0" height="${this.height - bottom}" width="0"/></svg>`;
      this.drawn = this.picture.firstChild;
      this.cross(null);
    }

    cross(time) {
      if (!this.frame) {
        return;
      }

      const x = time === null ? 0 : n(this.frame.x(time));
      this.drawn.querySelector('.cross').setAttribute('d', time === null ? '' : `M${x} 0V${this.height - 20}`);
      const when = time === null ? view[1] : time;
      const parts = this.kind.read(when, this.frame, time !== null);
      this.readout.replaceChildren(element('span', '', time === null ? '' : moment(time)), ...parts);
      if (time === null) {
        this.readout.firstChild.remove();
      }
    }

    select(from, to) {
      const box = this.drawn.querySelector('.select');
      box.setAttribute('x', Math.min(from, to));
      box.setAttribute('width', Math.abs(to - from));
    }
  }

  function element(tag, className, text) {
    const made = document.createElement(tag);
    if (className) {
      made.className = className;
    }

    if (text !== undefined) {
      made.textContent = text;
    }

    return made;
  }

  function reading(label, value, className) {
    const span = element('span', '', label + ' ');
    span.append(element('b', className || '', value));
    return span;
  }

  function listen(chart) {
    const surface = chart.picture;
    let start = null;
    const place = event => {
      const box = chart.drawn.getBoundingClientRect();
      return Math.min(chart.frame.width, Math.max(0, (event.clientX - box.left) / box.width * chart.frame.total));
    };
    surface.addEventListener('pointerdown', event => {
      if (event.button === 0) {
        start = place(event);
        surface.setPointerCapture(event.pointerId);
      }
    });
    surface.addEventListener('pointermove', event => {
      const x = place(event);
      crossAll(chart.frame.timeAt(x));
      if (start !== null) {
        chart.select(start, x);
      }
    });
    surface.addEventListener('pointerup', event => {
      const x = place(event), from = start;
      start = null;
      chart.select(0, 0);
      if (from !== null && Math.abs(x - from) > 6) {
        zoomTo([chart.frame.timeAt(Math.min(from, x)), chart.frame.timeAt(Math.max(from, x))]);
      }
    });
    surface.addEventListener('pointercancel', () => {
      start = null;
      chart.select(0, 0);
    });
    surface.addEventListener('pointerleave', () => crossAll(null));
    surface.addEventListener('dblclick', () => zoomTo(full));
  }

  function crossAll(time) {
    for (const chart of charts) {
      if (chart.isVisible && !chart.isDirty) {
        chart.cross(time);
      }
    }
  }

  // Kinds of charts

  function equityKind() {
    const line = decodeLine(data.equity);
    return {
      range: () => extent([[line.t, line.v, line.v]], ...(line.t.length ? [] : [data.capital])),
      paint: frame => `<path class="area" d="${closed(line, frame, frame.height)}"/>`
        + `<path class="base" d="M0 ${n(frame.y(data.capital))}H${n(frame.width)}"/>`
        + `<path class="line" d="${polyline(line, frame)}"/>`,
      read: time => {
        const index = at(line.t, time);
        if (index < 0) {
          return [];
        }

        const value = line.v[index], change = value - data.capital;
        return [reading('equity', money(value)),
          reading('P&L', (change > 0 ? '+' : '') + money(change), change > 0 ? 'gain' : change < 0 ? 'loss' : '')];
      }
    };
  }

  function underwaterKind() {
    const line = decodeLine(data.underwater);
    return {
      range: () => {
        const low = Math.min(-0.0001, extent([[line.t, line.v, line.v]], 0)[0]);
        return [low, -low * 0.1];
      },
      paint: frame => `<path class="under" d="${closed(line, frame, frame.y(0))}"/>`
        + `<path class="under-line" d="${polyline(line, frame)}"/>`,
      read: time => {
        const index = at(line.t, time);
        return index < 0 ? [] : [reading('below the peak', fixed(line.v[index], 2) + '%')];
      },
      format: value => (value === 0 ? '0' : fixed(value, value > -0.1 ? 3 : 2)) + '%'
    };
  }

  function runsKind(host) {
    const lines = data.runs.map(run => decodeLine(run.line, run.capital)), isShown = lines.map(() => true);
    const legend = element('div', 'legend'), values = [];
    data.runs.forEach((run, index) => {
      const button = element('button', ''), colour = element('i', '');
      colour.style.background = palette[index % palette.length];
      values.push(element('b', ''));
      button.append(colour, element('span', '', run.name), values[index]);
      button.setAttribute('aria-pressed', 'true');
      button.addEventListener('click', () => {
        isShown[index] = !isShown[index];
        button.setAttribute('aria-pressed', String(isShown[index]));
        charts.find(chart => chart.host === host).draw();
      });
      legend.append(button);
    });
    host.before(legend);
    return {
      range: () => extent(lines.filter((_, index) => isShown[index]).map(line => [line.t, line.v, line.v]), 0),
      paint: frame => `<path class="base" d="M0 ${n(frame.y(0))}H${n(frame.width)}"/>` + lines.map((line, index) =>
        isShown[index] ? `<path class="line" style="stroke:${palette[index % palette.length]}" `
          + `d="${polyline(line, frame)}"/>` : '').join(''),
      read: time => {
        lines.forEach((line, index) => {
          const found = at(line.t, time);
          values[index].textContent = found < 0 ? '' : money(line.v[found]);
        });
        return [];
      }
    };
  }

  // A candle's time is that of its first value. Where buckets are finer than the bars in them, that is the bar's close.
  function paintCandles(candles, frame, slotWidth, isAtClose) {
    const [from, to] = inView(candles.t), bodyWidth = Math.min(15, slotWidth * 0.64);
    const shift = slotWidth / (isAtClose ? -2 : 2);
    let markup = '';
    for (let index = from; index <= to; index++) {
      const x = n(frame.x(candles.t[index]) + shift), isUp = candles.c[index] >= candles.o[index];
      const top = n(frame.y(Math.max(candles.o[index], candles.c[index])));
      const height = Math.max(1, n(Math.abs(frame.y(candles.o[index]) - frame.y(candles.c[index]))));
      markup += `<path class="wick" d="M${x} ${n(frame.y(candles.h[index]))}V${n(frame.y(candles.l[index]))}"/>`
        + `<rect class="${isUp ? 'body-up' : 'body-down'}" x="${n(x - bodyWidth / 2)}" y="${top}" `
        + `width="${n(bodyWidth)}" height="${height}"/>`;
    }

    return markup;
  }

  function paintRange(candles, frame) {
    const [from, to] = inView(candles.t);
    let top = '', bottom = '';
    for (let index = from; index <= to; index++) {
      const x = n(frame.x(candles.t[index]));
      top += (top ? 'L' : 'M') + x + ' ' + n(frame.y(candles.h[index]));
      bottom = 'L' + x + ' ' + n(frame.y(candles.l[index])) + bottom;
    }

    return top ? `<path class="range" d="${top}${bottom}Z"/>` : '';
  }

  // Fills of one side that would lie on each other are one mark at their average price.
  function binFills(fills, frame) {
    const bins = new Map();
    for (let index = Math.max(0, at(fills.t, view[0])); index < fills.t.length && fills.t[index] <= view[1]; index++) {
      if (fills.t[index] < view[0]) {
        continue;
      }

      const x = frame.x(fills.t[index]), isBuy = fills.lots[index] > 0, key = Math.floor(x / 8) * 2 + (isBuy ? 1 : 0);
      const bin = bins.get(key) || { isBuy, x: 0, count: 0, lots: 0, value: 0, last: index };
      const lots = Math.abs(fills.lots[index]);
      bin.x += x;
      bin.count++;
      bin.lots += lots;
      bin.value += lots * fills.price[index];
      bin.last = index;
      bins.set(key, bin);
    }

    return [...bins.values()].map(bin => ({ ...bin, x: bin.x / bin.count, price: bin.value / bin.lots }));
  }

  function paintMarks(bins, frame) {
    let markup = '';
    for (const bin of bins) {
      const size = bins.length > frame.width / 12 ? 2.3 : 4.4 + Math.min(2.4, Math.log2(bin.count) * 0.6);
      const down = (bin.isBuy ? 1 : -1) * size * 1.7;
      const x = n(bin.x), y = n(frame.y(bin.price));
      markup += `<path class="${bin.isBuy ? 'mark-buy' : 'mark-sell'}" `
        + `d="M${x} ${y}L${n(x - size)} ${n(y + down)}H${n(x + size)}Z"/>`;
    }

    return markup;
  }

  // Signals are hollow, fills are full: what was seen, and what was done.
  function paintSignals(signals, frame) {
    let markup = '';
    for (const signal of signals) {
      if (signal.t >= view[0] && signal.t <= view[1]) {
        markup += `<path class="signal ${signal.isBuy ? 'to-buy' : 'to-sell'}" d="M${n(frame.x(signal.t))} `
          + `${n(frame.y(signal.price) - 5)}l5 5l-5 5l-5 -5Z"/>`;
      }
    }

    return markup;
  }

  function paintPosition(fills, isComplete, frame, height) {
    const most = fills.position.reduce((found, value) => Math.max(found, Math.abs(value)), 0);
    const middle = n(height / 2);
    if (most === 0) {
      return '';
    }

    const side = sign => {
      const first = Math.max(0, at(fills.t, view[0]));
      let path = '';
      for (let index = first; index < fills.t.length && fills.t[index] <= view[1]; index++) {
        const isLast = index === fills.t.length - 1;
        const end = isLast ? (isComplete ? data.to : fills.t[index]) : fills.t[index + 1];
        const value = Math.max(0, sign * fills.position[index]);
        if (value > 0) {
          path += `M${n(frame.x(fills.t[index]))} ${middle}V${n(middle - sign * value / most * middle)}`
            + `H${n(frame.x(end))}V${middle}Z`;
        }
      }

      return path;
    };
    return `<path class="long" d="${side(1)}"/><path class="short" d="${side(-1)}"/>`
      + `<path class="grid" d="M0 ${middle}H${n(frame.width)}"/>`;
  }

  function priceKind(instrument) {
    const candles = decodeCandles(instrument.candles, instrument.tick);
    const fills = decodeFills(instrument.fills, instrument.tick, instrument.lot);
    const signals = decodeSignals(instrument.signals, instrument.tick);
    const lots = value => fixed(value, Math.min(8, instrument.lotPlaces));
    const price = value => fixed(value, Math.min(8, instrument.places));
    const closes = { t: candles.t, v: candles.c }, spacing = Math.max(instrument.width, medianStep(candles.t));
    // One value a bucket is no candle: a line says the same without gaps.
    const hasRange = candles.h.some((high, index) => high !== candles.l[index]);
    let bins = [];

    const fillText = bin => bin.count === 1
      ? `${lots(bin.lots)} @ ${price(bin.price)} ${data.strategies[fills.strategy[bin.last]] || ''}`
      : `${lots(bin.lots)} in ${bin.count} fills, average ${price(bin.price)}`;
    return {
      range: () => {
        const first = at(fills.t, view[0]) + 1, last = at(fills.t, view[1]);
        return extent([[candles.t, candles.l, candles.h]], ...fills.price.slice(first, last + 1));
      },
      paint: frame => {
        const slotWidth = spacing / (view[1] - view[0]) * frame.width;
        bins = binFills(fills, frame);
        return (slotWidth >= 5 && hasRange ? paintCandles(candles, frame, slotWidth, spacing > 2 * instrument.width)
          : paintRange(candles, frame) + `<path class="close" d="${polyline(closes, frame)}"/>`)
          + paintSignals(signals, frame) + paintMarks(bins, frame);
      },
      strip: fills.t.length ? (frame, height) => paintPosition(fills, instrument.complete, frame, height) : null,
      read: (time, frame, isPointed) => {
        const index = at(candles.t, time), held = at(fills.t, time), parts = [];
        if (index >= 0 && isPointed) {
          parts.push(reading('open', price(candles.o[index])), reading('high', price(candles.h[index])),
            reading('low', price(candles.l[index])));
        }

        if (index >= 0) {
          parts.push(reading(isPointed ? 'close' : 'last', price(candles.c[index])));
        }

        if (held >= 0 && (held < fills.t.length - 1 || instrument.complete)) {
          parts.push(reading('position', lots(fills.position[held])));
        }

        if (isPointed) {
          for (const signal of signals.filter(mark => Math.abs(frame.x(mark.t) - frame.x(time)) <= 5).slice(0, 2)) {
            parts.push(reading('', (signal.isBuy ? '◇ buy signal ' : '◇ sell signal ') + price(signal.price) + ', '
              + signal.confidence + '% ' + (data.strategies[signal.strategy] || ''), signal.isBuy ? 'buy' : 'sell'));
          }

          for (const bin of bins.filter(mark => Math.abs(mark.x - frame.x(time)) <= 5).slice(0, 2)) {
            parts.push(reading('', (bin.isBuy ? '▲ ' : '▼ ') + fillText(bin), bin.isBuy ? 'buy' : 'sell'));
          }
        }

        return parts;
      }
    };
  }

  // Zoom: one stretch of time for all charts

  const bar = element('div', 'zoom'), shown = element('span', ''), reset = element('button', '', 'Whole run');
  reset.addEventListener('click', () => zoomTo(full));
  bar.append(shown, reset);

  function zoomTo(range) {
    const middle = (range[0] + range[1]) / 2, half = Math.max(5, (range[1] - range[0]) / 2);
    view = range === full ? full.slice() : [middle - half, middle + half];
    reset.hidden = range === full;
    shown.textContent = range === full
      ? 'Drag across a chart to zoom all of them, double-click for the whole run'
      : `${moment(view[0]).replace(' UTC', '')} to ${moment(view[1])}`;
    charts.forEach(chart => { chart.isDirty = true; });
    drawVisible();
  }

  function drawVisible() {
    for (const chart of charts) {
      if (chart.isVisible && chart.isDirty) {
        chart.draw();
      }
    }
  }

  // Start

  const kinds = {
    equity: host => new Chart(host, 260, equityKind()),
    underwater: host => new Chart(host, 130, underwaterKind()),
    runs: host => new Chart(host, 260, runsKind(host))
  };
  document.querySelectorAll('.chart').forEach(host => {
    const name = host.dataset.chart, instrument = name.startsWith('price-') ? data.instruments[+name.slice(6)] : null;
    if (instrument) {
      new Chart(host, 300, priceKind(instrument));
    } else {
      kinds[name](host);
    }
  });
  document.querySelector('.chart').closest('section').before(bar);

  // All are drawn at once, so that nothing jumps; after a zoom only those on the screen, the others when they come.
  const watcher = new IntersectionObserver(entries => {
    for (const entry of entries) {
      charts.find(chart => chart.host === entry.target).isVisible = entry.isIntersecting;
    }

    drawVisible();
  }, { rootMargin: '300px' });
  charts.forEach(chart => watcher.observe(chart.host));

  let width = document.body.clientWidth;
  new ResizeObserver(() => {
    if (document.body.clientWidth !== width) {
      width = document.body.clientWidth;
      charts.forEach(chart => { chart.isDirty = true; });
      drawVisible();
    }
  }).observe(document.body);
  window.addEventListener('beforeprint', () => charts.filter(chart => chart.isDirty).forEach(chart => chart.draw()));
  document.addEventListener('keydown', event => {
    if (event.key === 'Escape') {
      zoomTo(full);
    }
  });
  zoomTo(full);
})();
