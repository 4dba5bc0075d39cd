import type { BoardHeading, Workshop } from '../../model/workshop.ts'

/** The ids of boards that stay in the house: those of confidential items, and those that are annexed as confidential. */
export function confidentialBoards({ items, boards }: Pick<Workshop, 'items'> & { readonly boards: readonly BoardHeading[] }): ReadonlySet<string> {
  const hidden = new Set<string>(items.filter(({ confidential }) => confidential).map(({ id }) => id))
  return new Set(boards.filter(({ item, annex }) => (item !== null && hidden.has(item)) || annex?.confidential === true).map(({ id }) => id))
}
