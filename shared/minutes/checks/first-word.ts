/**
 * Whether a decision can begin with a verb. Nobody can tell a verb in seven languages from a list, but some words can be told to be
 * none: articles, pronouns and the like. Only those are reported, so that a hint is right when it is given.
 */
import { foldLetters } from '../../search/fold.ts'

const articles: Readonly<Record<string, string>> = {
  en: 'the a an this that these those there it we they i he she our their its his her all some any no each every both',
  fr: 'le la les un une des ce cet cette ces il elle ils elles nous vous on je notre nos leur leurs son sa ses du tous toutes chaque aucun aucune',
  es: 'el la los las un una unos unas este esta estos estas nosotros ellos ellas nuestro nuestra su sus todos todas cada ningun ninguna',
  ca: 'el la els les un una uns unes aquest aquesta aquests aquestes nosaltres ells elles nostre nostra tots totes cada cap',
  it: 'il lo la i gli le un uno una questo questa questi queste noi essi loro nostro nostra suo sua tutti tutte ogni nessun nessuna',
  el: 'ο η το οι τα τον την του της των ενας μια ενα αυτο αυτη αυτος αυτοι αυτα εμεις καθε ολοι ολες κανενας καμια',
}

const noVerbs: ReadonlyMap<string, ReadonlySet<string>> = new Map(Object.entries(articles).map(([language, words]) => [language, new Set(foldLetters(words).split(' '))]))

const firstWordPattern = /[\p{L}\p{M}]+/u

/** True when the first word of `text` is certainly no verb in the language of this BCP 47 tag; false for what cannot be told. */
export function beginsWithoutVerb(text: string, language: string): boolean {
  const word = foldLetters(firstWordPattern.exec(text)?.[0] ?? '')
  const primary = language.toLowerCase().split('-')[0] ?? ''
  if (word === '') return false
  // In Arabic the article is written together with its noun.
  if (primary === 'ar') return word.startsWith('ال') && word.length > 3
  return noVerbs.get(primary)?.has(word) === true
}
