import type { Workshop } from '../model/workshop.ts'

/** Everybody to whom a letter can be written, each once: organisations that are named by themselves, then those of people. */
export function letterOrganisations({ people, organisations }: Pick<Workshop, 'people' | 'organisations'>): readonly string[] {
  const names = [...organisations.map(({ name }) => name), ...people.map(({ organisation }) => organisation)]
  return [...new Set(names.map((name) => name.trim()).filter((name) => name !== ''))]
}
