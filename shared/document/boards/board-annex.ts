/** How the document says that a board is printed in an annex: flat fields of its entry, so that two people who fill them in never overwrite each other. */
import { boardAnnexes, type BoardAnnex, type BoardHeading } from '../../model/workshop.ts'
import type { FieldValue } from '../commands/change.ts'
import { choiceField, flagField, textField, type FieldSource } from '../fields.ts'

/** Where an entry says that its board is printed; nothing for its section. */
export function readAnnex(entry: FieldSource): Pick<BoardHeading, 'annex'> {
  const kind = choiceField(entry, 'annex', ['', ...boardAnnexes], '')
  if (kind === '') return {}
  return {
    annex: {
      kind,
      author: textField(entry, 'annexAuthor'),
      organisation: textField(entry, 'annexOrganisation'),
      date: textField(entry, 'annexDate'),
      confidential: flagField(entry, 'annexConfidential', false),
    },
  }
}

/** The fields of an entry for what `annex` names. */
export function annexFields({ kind, author, organisation, date, confidential }: Partial<BoardAnnex>): Readonly<Record<string, FieldValue>> {
  const fields = { annex: kind, annexAuthor: author, annexOrganisation: organisation, annexDate: date, annexConfidential: confidential }
  return Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
}
