/** How much a file may be, and grow to, before it is refused: far more than any real document, far less than what harms. */
export const importLimits = {
  /** The file itself. */
  maxFileBytes: 128 * 1024 * 1024,
  /** Entries of a zip archive. */
  maxEntries: 10_000,
  /** One entry of text, unpacked. */
  maxXmlBytes: 64 * 1024 * 1024,
  /** One picture, unpacked; larger ones are left out, not refused. */
  maxImageBytes: 64 * 1024 * 1024,
  /** Everything that is unpacked from one archive. */
  maxTotalBytes: 256 * 1024 * 1024,
  /** Bytes that one packed byte may become, beyond the first megabyte: real XML packs to a fortieth, a bomb to a thousandth. */
  maxRatio: 250,
  /** Elements of one XML or HTML text, and how deep they may be nested. */
  maxElements: 2_000_000,
  maxDepth: 1_000,
  /** Characters of text in the result. */
  maxCharacters: 20_000_000,
  /** Nodes in the result. */
  maxNodes: 500_000,
} as const
