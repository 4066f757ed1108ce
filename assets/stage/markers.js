// Markers, the second cue beside colour; paths on any 2-D context.

/** @import { Marker, RoleLook } from "./types.d.ts" */

/** @type {Record<Marker, (g: CanvasRenderingContext2D, r: number) => void>} */
export const MARKERS = {
  circle: (g, r) => g.arc(0, 0, r, 0, 7),
  ring: (g, r) => g.arc(0, 0, r, 0, 7),
  square: (g, r) => g.rect(-r * 0.9, -r * 0.9, r * 1.8, r * 1.8),
  triangle: (g, r) => polygon(g, [[0, -r * 1.2], [r * 1.1, r * 0.8], [-r * 1.1, r * 0.8]]),
  diamond: (g, r) => polygon(g, [[0, -r * 1.3], [r, 0], [0, r * 1.3], [-r, 0]]),
  cross: (g, r) => polygon(g, spokes(4, r * 1.4, r * 0.5, Math.PI / 4)),
  plus: (g, r) => polygon(g, spokes(4, r * 1.4, r * 0.5, 0)),
  star: (g, r) => polygon(g, spokes(5, r * 1.4, r * 0.6, -Math.PI / 2)),
};

/**
 * @param {number} count
 * @param {number} outer
 * @param {number} inner
 * @param {number} turn
 */
function spokes(count, outer, inner, turn) {
  return Array.from({ length: count * 2 }, (_, i) => {
    const angle = turn + (i * Math.PI) / count;
    const radius = i % 2 ? inner : outer;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
}

/**
 * @param {CanvasRenderingContext2D} g
 * @param {number[][]} points
 */
export function polygon(g, points) {
  points.forEach(([x, y], i) => (i ? g.lineTo(x, y) : g.moveTo(x, y)));
  g.closePath();
}

/**
 * @param {CanvasRenderingContext2D} g
 * @param {number} x
 * @param {number} y
 * @param {{ color: string, marker: Marker }} role
 * @param {number} radius
 * @param {string} background
 */
export function drawMarker(g, x, y, role, radius, background) {
  g.save();
  g.translate(x, y);
  g.setLineDash([]);
  g.beginPath();
  MARKERS[role.marker](g, radius);
  g.fillStyle = role.marker === "ring" ? background : role.color;
  g.strokeStyle = role.marker === "ring" ? role.color : background;
  g.lineWidth = 1.5;
  g.stroke();
  g.fill();
  g.restore();
}
