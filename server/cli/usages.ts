/** How each command is called: the help shows all of them without loading what the commands need. */
import { exportFormats } from '../../shared/ipc/desktop-api.ts'
import { findingLanguages } from '../../shared/minutes/checks/finding-words.ts'
import { minutesLanguages } from '../../shared/minutes/labels-for.ts'
import { profiles } from '../../shared/minutes/minutes.ts'
import { attributions } from '../../shared/model/workshop.ts'

export const importUsage = 'import RECORD.json|DOCUMENT|LIST|CALENDAR [--into FILE.minuta] [--blobs FOLDER] -o FILE.minuta'
export const exportUsage = `export FILE.minuta --format ${exportFormats.join('|')} -o FILE [--lang ${minutesLanguages.join('|')}] [--profile ${profiles.join('|')}] [--attribution ${attributions.join('|')}] [--organisation NAME] [--version NUMBER|last]`
export const mergeUsage = 'merge FILE.minuta FILE.minuta -o FILE.minuta [--json]'
export const checkUsage = `check FILE.minuta [--lang ${findingLanguages.join('|')}] [--profile ${profiles.join('|')}] [--json]`
export const inspectUsage = 'inspect FILE.minuta [--json]'
export const verifyUsage = 'verify FILE [--against WORKSHOP.minuta] [--fingerprint TEXT]'
