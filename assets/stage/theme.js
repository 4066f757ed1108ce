// The theme of the page as the stage uses it, and the small picture of a role in legends.

import { alpha, mix, rgb } from "./colour.js";
import { contextOf, make } from "./elements.js";
import { drawMarker } from "./markers.js";
/** @import { Header, Theme } from "./types.d.ts" */

/**
 * A small picture of a role's line: dash and marker, for legends and headings.
 * @param {Theme} theme
 * @param {string} roleName
 */
export function swatch(theme, roleName) {
  const role = theme.roles[roleName];
  const canvas = make("canvas", { class: "swatch", "aria-hidden": "true" });
  canvas.width = 34 * 2;
  canvas.height = 14 * 2;
  const g = contextOf(canvas);
  g.scale(2, 2);
  g.strokeStyle = role.color;
  g.lineWidth = 2.5;
  g.setLineDash(role.dash);
  g.beginPath();
  g.moveTo(1, 7);
  g.lineTo(33, 7);
  g.stroke();
  drawMarker(g, 17, 7, role, 4, theme.background);
  return canvas;
}

/**
 * @param {HTMLElement} root
 * @param {Header["palette"]} palette
 * @returns {Theme}
 */
export function readTheme(root, palette) {
  const style = getComputedStyle(root);
  /**
   * @param {string} name
   * @param {string} fallback
   */
  const get = (name, fallback) => {
    const value = style.getPropertyValue(name).trim();
    return value && value !== "unset" ? value : fallback;
  };
  const background = get("--st-background-color", "#ffffff");
  const [r, g, b] = rgb(background);
  const dark = 0.299 * r + 0.587 * g + 0.114 * b < 110;
  const text = get("--st-text-color", dark ? "#fafafa" : "#1f2328");
  const look = palette[dark ? "dark" : "light"];
  return { ...look, dark, background, text, faint: alpha(text, 0.045), line: mix(background, text, 0.15),
    font: style.fontFamily || "sans-serif" };
}
