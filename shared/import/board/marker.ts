/** What lies behind words in office documents: the colour of a marker, or paper and shading. */

/** `color`: six hexadecimal digits. White and greys are paper and shading; what is no colour ("auto", "transparent") is nothing. */
export function isMarkerColor(color: string): boolean {
  const channels = /^([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(color)?.slice(1).map((channel) => Number.parseInt(channel, 16)) ?? []
  return channels.length === 3 && Math.max(...channels) - Math.min(...channels) >= 24
}
