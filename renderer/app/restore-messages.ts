import { catalogue } from '../base/words/i18n.tsx'

export const restoreMessages = catalogue('restore', {
  problemTitle: 'The workshops of this computer cannot be opened',
  damaged: 'The storage of this computer is damaged. Nothing was overwritten: the damaged file and all copies of it are still there.',
  looking: 'Looking for a good copy…',
  copyFound: 'There is a good copy of {time} with {count, plural, one {# workshop} other {# workshops}}.',
  whatHappens: 'If you open it, the damaged file is kept aside, unchanged, and nothing is deleted. Workshops that are shared through a relay get back by themselves what was written since; of the others, it is only in the damaged file.',
  noCopy: 'There is no good copy on this computer yet. Copy the data folder to a safe place before you go on. Your workshops as readable text are in its folder “readable copies”; workshops that are shared can be joined again on another computer.',
  openCopy: 'Open the last good copy',
  restoring: 'Opening the copy…',
  restored: 'The copy of {time} is open. The damaged file is kept in the data folder as {name}.',
  notRestored: 'The copy could not be opened',
  dataFolder: 'Data folder: {path}',
  tryAgain: 'Try again',
  showFolder: 'Show the folder',
})
