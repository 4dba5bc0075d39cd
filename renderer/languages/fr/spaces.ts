type Catalogues = Readonly<Record<string, Readonly<Record<string, string>>>>

/** No line breaks before a sign that stands apart in French, inside its quotation marks, or between a number and its unit. The type is that of what is made of them. */
export function withFrenchSpaces<Words extends Catalogues>(catalogues: NoInfer<Words>): Words {
  const spaced = Object.entries<Catalogues[string]>(catalogues).map(([name, words]) => [name, Object.fromEntries(Object.entries(words).map(([key, message]) => [key, spacedOut(message)]))])
  return Object.fromEntries(spaced) as Words
}

function spacedOut(words: string): string {
  return words.replaceAll('« ', '«\u00A0').replaceAll(/ (?=»|:(?!:))|(?<=[\d}]) (?=%|Mo\b|s$)/gu, '\u00A0').replaceAll(/ (?=[;!?])/gu, '\u202F')
}
