/**
 * Text → Markdown that reads back as the same text: what people type is never markup. Escapes are used only where a reader
 * would otherwise see something else, so that the source stays readable too.
 */

/** Characters that may start markup wherever they stand. */
const anywhere = /[\\`*[\]<~|$]/g
/** `_` opens or closes emphasis only at the edge of a word. */
const underscoreAtEdge = /(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu
/** `&amp;` typed by people; a lone `&` stays as it is. */
const entity = /&(?=#?[\p{L}\p{N}]+;)/gu
/** `==mark==` and `:emoji:` are markup for many readers. */
const doubled = /==/g
const shortcode = /:(?=[a-z_+-][a-z0-9_+-]*:)/gi

/**
 * Readers of GitHub's Markdown make a link of a bare address and take everything up to the next space for a part of it, escapes and all:
 * behind one, `\<` would be a tag after all. An address with anything escaped in it is therefore kept from being one.
 */
const bareAddress = /(?:(?:https?|ftp):\/\/|www\.)[^ \t\n]*/gi
/** Where a backslash keeps an address from being one, also where one stands inside another. */
const addressStart = /(?:https?|ftp)(?=:\/\/)|www(?=\.)/gi

/** `text` (one line) inside a paragraph, a heading or a table cell. `isFollowed`: something stands right behind it, without a space. */
export function escapeInline(text: string, isFollowed = false): string {
  return escapedCharacters(text).replaceAll(bareAddress, (address: string, offset: number, whole: string) => {
    const isRisky = /[\\&<`]/.test(address) || (isFollowed && offset + address.length === whole.length)
    return isRisky ? address.replaceAll(addressStart, '$&\\') : address
  })
}

const endsInAddress = /(?:(?:https?|ftp):\/\/|www\.)[^ \t\n]*$/i

/**
 * Lines as one paragraph, each on a line of its own. Behind an address the break is two spaces: a backslash would belong to it; behind the
 * last words there is none: it would be a backslash.
 */
export function joinLines(lines: readonly string[]): string {
  const [first = '', ...others] = lines.slice(0, lines.findLastIndex((line) => line !== '') + 1)
  return others.reduce((text, line) => `${text}${endsInAddress.test(text) ? '  ' : '\\'}\n${line}`, first)
}

function escapedCharacters(text: string): string {
  return text
    .replace(anywhere, String.raw`\$&`)
    .replace(underscoreAtEdge, String.raw`\_`)
    .replace(entity, '&amp;')
    .replace(doubled, String.raw`\=\=`)
    .replace(shortcode, String.raw`\:`)
}

/** Escaped inline Markdown at the start of a line: nothing in it may open a block. */
export function guardLineStart(markdown: string): string {
  return markdown
    .replace(/^( |\t)/, (space) => (space === ' ' ? '&#32;' : '&#9;'))
    .replace(/^([#>=])/, String.raw`\$1`)
    .replace(/^([-+])(?=[\s-]|$)/, String.raw`\$1`)
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, String.raw`$1\$2`)
    .replace(/^(:)(?=\s|-)/, String.raw`\$1`)
}

/** A code span that may hold backticks: the fence is longer than any run inside. */
export function codeSpan(text: string): string {
  const fence = '`'.repeat(longestRun(text, '`') + 1)
  const pad = /^[` ]|[` ]$/.test(text) && text.trim() !== '' ? ' ' : ''
  return `${fence}${pad}${text}${pad}${fence}`
}

/** A fenced code block. */
export function codeBlock(text: string, language: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text, '`') + 1))
  return `${fence}${language.replace(/[^\w+#.-]/g, '')}\n${text}\n${fence}`
}

function longestRun(text: string, character: string): number {
  let longest = 0
  let run = 0
  for (const next of text) {
    run = next === character ? run + 1 : 0
    longest = Math.max(longest, run)
  }
  return longest
}
