// What a reader may take away of what is on show: a picture, and a film where the browser can record one.

import { canRecord, recordClip } from "./clip.js";
import { iconButton } from "./elements.js";
import { savePicture } from "./picture.js";
/** @import { Player } from "./types.d.ts" */

/**
 * Their buttons.
 * @param {Player} player
 * @param {Record<string, string>} labels
 */
export function keepsakes(player, labels) {
  const save = iconButton(labels, "save", "save", () => savePicture(player));
  if (!canRecord()) return [save];
  const clip = iconButton(labels, "clip", "clip", () => recordClip(player, clip));
  return [save, clip];
}
