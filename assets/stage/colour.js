// Colours as numbers: what a canvas needs to mix, fade and look them up.

/** @param {string} color */
export function rgb(color) {
  const hex = color.trim();
  if (hex[0] === "#") {
    const long = hex.length === 4 ? [...hex.slice(1)].map((c) => c + c).join("") : hex.slice(1);
    return [0, 2, 4].map((i) => parseInt(long.slice(i, i + 2), 16));
  }
  return (hex.match(/[\d.]+/g) ?? ["255", "255", "255"]).slice(0, 3).map(Number);
}

/**
 * An opaque colour on the way from one to another.
 * @param {string} from
 * @param {string} to
 * @param {number} share
 */
export function mix(from, to, share) {
  const [a, b] = [rgb(from), rgb(to)];
  return `rgb(${a.map((c, i) => Math.round(c + (b[i] - c) * share)).join(",")})`;
}

/**
 * @param {string} color
 * @param {number} share
 */
export const alpha = (color, share) => `rgba(${rgb(color).join(",")},${share})`;

/**
 * 256 colours between the stops of a ramp.
 * @param {string[]} stops
 */
export function lookup(stops) {
  const points = stops.map(rgb);
  return Array.from({ length: 256 }, (_, i) => {
    const place = (i / 255) * (points.length - 1);
    const k = Math.min(points.length - 2, Math.floor(place));
    return points[k].map((c, j) => Math.round(c + (points[k + 1][j] - c) * (place - k)));
  });
}
