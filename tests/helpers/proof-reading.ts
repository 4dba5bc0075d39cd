/** What a proof-reader marks in words of a language, whatever they say. */

/** Signs that stand for themselves: "Semicolon ;", file endings, addresses, and what is filled in. */
const bare = /\{[^{}]*\}|\b[a-z]+:\/\/\S*|(?:https?|mailto):|(?<![\p{L}\p{N}])\.[a-z]+|[\u2066-\u2069\u200F]/gu

/** Quotation marks and apostrophes that are typed, not set; dots in the place of an ellipsis; two spaces. */
const everywhere: readonly RegExp[] = [/["']/u, /\.\.\./u, / {2}/u, /^\s|\s$/u]

/** Other languages stand on a guillemet; English has its own marks. */
const guillemets: readonly RegExp[] = [/[“”„]/u]

/** Nothing between a word and the sign behind it. */
const close: readonly RegExp[] = [/[\p{L}\p{N})»}][ \u00A0\u202F][,.;:?!](?!\S)/u]

const marks: Readonly<Record<string, readonly RegExp[]>> = {
  en: [...close, /[«»]/u],
  fr: [...guillemets, / [:;?!»]|« |[\p{L}\p{N})»][:;?!](?=\s|$)|(?<=\d) %/u, /«(?!\u00A0)|(?<!\u00A0)»/u],
  es: [...guillemets, ...close, /(?:^|[.:;]\s)[^¿.:;]*\?/u, /(?:^|[.:;]\s)[^¡.:;]*!/u, /« | »/u],
  ca: [...guillemets, ...close, /l\.l/iu, /[¿¡]/u, /« | »/u],
  it: [...guillemets, ...close, /« | »/u],
  // The question mark of Greek; where a Latin text has a semicolon there is a raised dot.
  el: [...guillemets, ...close, /\?/u, /;\s+\p{Ll}/u, /« | »/u],
  ar: [...guillemets, /\p{Script=Arabic}[,;?%]|[,;?]\s*\p{Script=Arabic}/u, /[\u0660-\u0669\u06F0-\u06F9]/u, /« | »/u, /[\p{L}\p{N})»][ \u00A0][،؛؟.:](?!\S)/u],
}

/** What is wrong with `words`, which are as they are shown; empty where nothing is. */
export function faultsOf(language: string, words: string): readonly string[] {
  const read = words.replaceAll(bare, 'X')
  return [...everywhere, ...(marks[language] ?? [])].flatMap((mark) => mark.exec(read)?.[0] ?? [])
}
