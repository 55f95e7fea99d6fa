// The sheet, part 1 of 5: numbers and the words for them. Joined with the other parts to one function body; see ngpl/plots/scripts.py.

/** A labelled table as of ngpl/plots/sheet_payload.py; a cell is {row, column}, or null for none. */
class Sheet {
  static async from(payload) {
    return new Sheet(payload, await unpack(payload.values));
  }

  constructor(payload, values) {
    Object.assign(this, payload);
    this.values = values;
    this.empty = values.every(Number.isNaN);
    this.twice = { rows: repeated(payload.rows), columns: repeated(payload.columns) };
  }

  value({ row, column }) {
    return this.values[row * this.columns.length + column];
  }

  has(cell) {
    const { row, column } = cell;
    const inside = row >= 0 && column >= 0 && row < this.rows.length && column < this.columns.length;
    return inside && !Number.isNaN(this.value(cell));
  }

  text({ row, column }) {
    return this.texts[row]?.[column] ?? '';
  }

  card({ row, column }) {
    return this.cards[row]?.[column] ?? [];
  }

  /** The value as it is read: three digits, the sign of a signed one, the unit. */
  amount(cell) {
    return `${digitsOf(this.value(cell), this.scale)} ${this.scale.unit}`.trim();
  }

  /** The text of a cell where it says more than the value. */
  word(cell) {
    const text = this.text(cell);
    return [this.amount(cell), digitsOf(this.value(cell), this.scale)].includes(text) ? '' : text;
  }

  /** "layer 2, head 3". */
  where({ row, column }) {
    const name = (labels, title, at) => named(title, labels[at], this.twice[labels === this.rows ? 'rows' : 'columns'].has(labels[at]) ? at : null);
    return [name(this.rows, this.row_title, row), name(this.columns, this.column_title, column)].filter(Boolean).join(', ');
  }

  /** One cell as a sentence; `whole` with all that its card tells. */
  sentence(cell, whole = false) {
    const text = this.word(cell);
    const first = `${this.where(cell)}: ${text ? `${text}, ` : ''}${this.scale.name} ${this.amount(cell)}`;
    const more = whole ? this.card(cell).map(([name, said]) => `${name}: ${said}`) : [];
    return `${[first, ...more].join('; ')}.`;
  }

  /** The whole as a sentence: where it is largest, where smallest. */
  summary() {
    const cells = [...this.values.keys()].filter((at) => !Number.isNaN(this.values[at]));
    const extreme = (better) => cells.reduce((best, at) => (better(this.values[at], this.values[best]) ? at : best), cells[0]);
    const said = (at) => {
      const cell = { row: Math.floor(at / this.columns.length), column: at % this.columns.length };
      return `${this.amount(cell)} (${this.where(cell)})`;
    };
    return `${this.scale.name}: largest ${said(extreme((a, b) => a > b))}, smallest ${said(extreme((a, b) => a < b))}.`;
  }
}

/** Where a value stands on the bar of colours, from 0 to 1; as `share` in ngpl/plots/sheet_scale.py. */
function shareOf(value, { low, high, signed, root }) {
  const from = signed ? 0 : low;
  let part = Math.min(1, Math.max(signed ? -1 : 0, (value - from) / (high - from || 1)));
  if (root) part = Math.sign(part) * Math.sqrt(Math.abs(part));
  return signed ? (part + 1) / 2 : part;
}

/** A value without its unit; as `digits` in ngpl/plots/sheet_scale.py. */
function digitsOf(value, { signed, unit }) {
  const shown = value * (unit === '%' ? 100 : 1);
  return `${signed && value > 0 ? '+' : ''}${threeDigits(shown)}`.replaceAll('-', '−');
}

function threeDigits(value) {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? '–' : value > 0 ? '∞' : '-∞';
  const size = Math.abs(value);
  if (size >= 999.5) return Math.round(value).toLocaleString('en-US');
  if (size > 0 && size < 1e-4) return value.toExponential(1);
  return String(Number(value.toPrecision(3)));
}

/** "layer 2" of the title and the label, which may hold it already; with the index where the label does not say enough. */
function named(title, label, index = null) {
  const whole = index === null ? label : `${index} ${label}`;
  return !title || label.toLowerCase().startsWith(title.toLowerCase()) ? whole : `${title} ${whole}`;
}

function repeated(labels) {
  return new Set(labels.filter((label, at) => labels.indexOf(label) !== at));
}
