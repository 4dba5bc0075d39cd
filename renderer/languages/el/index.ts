import { app } from './app.ts'
import { details } from './details.ts'
import { doctor } from './doctor.ts'
import { editor } from './editor.ts'
import { exporting } from './export.ts'
import { importing } from './import.ts'
import { importList } from './import-list.ts'
import { importProgramme } from './import-programme.ts'
import { importRefusals } from './import-refusals.ts'
import { invite } from './invite.ts'
import { join } from './join.ts'
import { library } from './library.ts'
import { people } from './people.ts'
import { restore } from './restore.ts'
import { roles } from './roles.ts'
import { room } from './room.ts'
import { series } from './series.ts'
import { status } from './status.ts'
import { translations } from './translations.ts'
import type { Translation } from '../translation.ts'
import { translation as guestPage } from './guest-page.ts'

export const translation: Translation = {
  ...guestPage,
  app, details, doctor, editor, export: exporting, import: importing, 'import-list': importList, 'import-programme': importProgramme,
  'import-refusals': importRefusals, invite, join, library, people, restore, roles, room, series, status, translations,
}
