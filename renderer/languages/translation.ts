/**
 * What a language must say: every catalogue of the interface under its name, with exactly the keys of the English one. English itself
 * stands with the features, as the source of all others.
 */
import type { messages as app } from '../app/messages.ts'
import type { restoreMessages as restore } from '../app/restore-messages.ts'
import type { detailsMessages as details } from '../base/words/details-messages.ts'
import type { exportMessages as exporting } from '../base/words/export-words.ts'
import type { failureMessages as failures } from '../base/words/failures.ts'
import type { importMessages as importRefusals } from '../base/words/import-words.ts'
import type { messages as base } from '../base/words/messages.ts'
import type { roleMessages as roles } from '../base/words/roles.ts'
import type { statusMessages as status } from '../base/words/status-words.ts'
import type { messages as editor } from '../editor/messages.ts'
import type { messages as guest } from '../guest/messages.ts'
import type { messages as importing } from '../import/messages.ts'
import type { messages as library } from '../library/messages.ts'
import type { messages as minutes } from '../minutes/messages.ts'
import type { messages as outcomes } from '../outcomes/messages.ts'
import type { importListMessages as importList } from '../people/import-messages.ts'
import type { messages as people } from '../people/messages.ts'
import type { importProgrammeMessages as importProgramme } from '../programme/import-messages.ts'
import type { messages as programme } from '../programme/messages.ts'
import type { messages as responses } from '../responses/messages.ts'
import type { doctorMessages as doctor } from '../room/joining/doctor-messages.ts'
import type { inviteMessages as invite } from '../room/invites/invite-messages.ts'
import type { joinMessages as join } from '../room/joining/join-messages.ts'
import type { messages as room } from '../room/messages.ts'
import type { messages as series } from '../series/messages.ts'
import type { messages as translations } from '../translations/messages.ts'
import type { messages as versions } from '../versions/messages.ts'

/** The words of features that the page for browsers shows. */
type OfGuests =
  | typeof base
  | typeof failures
  | typeof guest
  | typeof minutes
  | typeof outcomes
  | typeof programme
  | typeof responses
  | typeof versions

/** Those of the app alone. */
type OfApp =
  | typeof app
  | typeof details
  | typeof doctor
  | typeof editor
  | typeof exporting
  | typeof importing
  | typeof importList
  | typeof importProgramme
  | typeof importRefusals
  | typeof invite
  | typeof join
  | typeof library
  | typeof people
  | typeof restore
  | typeof roles
  | typeof room
  | typeof series
  | typeof status
  | typeof translations

type WordsOf<Catalogue extends { readonly name: string; readonly en: object }> = {
  readonly [Each in Catalogue as Each['name']]: Readonly<Record<keyof Each['en'], string>>
}

/** A language on the page for browsers: a part of the whole, as guests download it. */
export type GuestTranslation = WordsOf<OfGuests>

/** A whole language. */
export type Translation = WordsOf<OfGuests | OfApp>
