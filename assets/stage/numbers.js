// Numbers as a reader sees them: decimals, powers of ten, and which steps an axis numbers.

import { logSize } from "./packet.js";

/** @type {Record<string, string>} */
const SUPERSCRIPT = { "-": "⁻", 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷",
  8: "⁸", 9: "⁹" };
/** @param {number} exponent */
export const power = (exponent) => "10" + [...String(exponent)].map((c) => SUPERSCRIPT[c]).join("");
/** @param {string} text */
export const minus = (text) => text.replace("-", "−");

const DIGITS = 8; // digits of a number that is nearly 1
const UNIT = 2 ** -15; // between two codes around that of 1
const UNHELD = -323.04; // log10 of a size: what is below was too small for a double to hold
const UNDERFLOW = "<10⁻³²³";

/**
 * A number as `write` writes it with so many digits, with more where it would read as 1 and is not.
 * @param {number} value
 * @param {number} digits
 * @param {(digits: number) => string} write
 */
export function besideOne(value, digits, write) {
  if (Math.abs(value) === 1) return minus(String(value));
  let text = write(digits);
  for (let n = digits; n < DIGITS && Math.abs(Number(text)) === 1; n++) text = write(n + 1);
  return minus(text);
}

/**
 * @param {number} value
 * @param {string} overflow
 */
export function formatNumber(value, overflow) {
  if (Number.isNaN(value) || value === undefined) return "–";
  if (!Number.isFinite(value)) return overflow;
  const size = Math.abs(value);
  if (size === 0) return "0";
  if (size >= 0.001 && size < 1e4) return size >= 100 ? minus(value.toFixed(1))
    : besideOne(value, 3, (n) => value.toFixed(n));
  return formatLog(Math.log10(size), Math.sign(value));
}

/**
 * @param {number} code
 * @param {string} overflow
 */
export function formatCode(code, overflow) {
  if (Number.isNaN(code)) return "–";
  if (code === 0) return "0";
  if (!Number.isFinite(code)) return overflow;
  const log = logSize(code);
  if (log !== 0 && Math.abs(log) <= UNIT) return `≈${code < 0 ? "−" : ""}1`; // nearer than a code can say
  if (log < UNHELD) return UNDERFLOW;
  // A code holds four digits of its number: three are said, so that none of them is made up.
  const value = Math.sign(code) * (log === 0 ? 1 : 10 ** log);
  if (log >= -3 && log < 2.9999) return besideOne(value, 3, (n) => value.toPrecision(n));
  return formatLog(log, Math.sign(code));
}

/**
 * Mantissa, with so many decimals, and exponent of a size; `log` is its log10.
 * @param {number} log
 * @param {number} decimals
 * @returns {[string, number]}
 */
function parts(log, decimals) {
  const exponent = Math.floor(log);
  const mantissa = (10 ** (log - exponent)).toFixed(decimals);
  return Number(mantissa) === 10 ? [(1).toFixed(decimals), exponent + 1] : [mantissa, exponent];
}

/**
 * @param {number} log
 * @param {number} sign
 */
export function formatLog(log, sign) {
  const [mantissa, exponent] = parts(log, 1);
  return `${sign < 0 ? "−" : ""}${mantissa}×${power(exponent)}`;
}

/**
 * A number where there is little room: tiny ones with one digit, 1×10⁻¹⁹.
 * @param {number} value
 * @param {string} overflow
 */
export function formatBrief(value, overflow) {
  const size = Math.abs(value);
  if (!(size > 0 && size < 0.001)) return formatNumber(value, overflow);
  return (value < 0 ? "−" : "") + formatSize(Math.log10(size), overflow);
}

/**
 * A size in as few digits as say it: 10⁻⁹¹, 2×10⁴; `log` is its log10.
 * @param {number} log
 * @param {string} overflow
 */
export function formatSize(log, overflow) {
  if (log === -Infinity) return "0";
  if (log === Infinity) return overflow;
  if (log < UNHELD) return UNDERFLOW;
  const [mantissa, exponent] = parts(log, 0);
  return mantissa === "1" ? power(exponent) : `${mantissa}×${power(exponent)}`;
}

/**
 * Text without the marks of Markdown, for where it is shown or spoken as it is.
 * @param {string} text
 */
export const plain = (text) => text.replace(/\*\*|`/g, "");

/**
 * The template with each {slot} filled that has a value.
 * @param {string | undefined} template
 * @param {Record<string, string | number | null>} values
 */
export const fill = (template, values) =>
  (template ?? "").replace(/\{(\w+)\}/g, (all, name) => String(values[name] ?? all));

/**
 * Steps to number below a line of `width` pixels; numbers of one digit may stand closer.
 * @param {number} T
 * @param {number} width
 */
export function niceTicks(T, width) {
  const rough = T / Math.max(2, width / (T < 10 ? 35 : 70));
  const scale = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].map((k) => k * scale).find((k) => k >= rough) ?? T);
  const ticks = [1];
  const last = (/** @type {number} */ t) => (T * 6.2 * (String(t).length + String(T).length)) / width; // both numbers side by side
  for (let t = step; t < T; t += step) if (t > 1 && T - t > Math.max(step * 0.45, last(t))) ticks.push(t);
  if (T > 1) ticks.push(T);
  return ticks;
}
