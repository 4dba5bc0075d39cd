/** A link as it stands among the words: programs cut one into pieces wherever its letters begin to look otherwise. */
export type Link = { readonly from: number; readonly to: number; readonly href: string; readonly title: string }

/** Pieces that follow on each other and lead to one place, as one. */
export function joinedLinks<Piece extends Link>(pieces: readonly Piece[]): readonly Piece[] {
  const joined: Piece[] = []
  for (const piece of pieces) {
    const last = joined.at(-1)
    if (last !== undefined && last.to === piece.from && last.href === piece.href && last.title === piece.title) joined.splice(-1, 1, { ...last, to: piece.to })
    else joined.push(piece)
  }
  return joined
}
