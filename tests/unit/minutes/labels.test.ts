import { expect, test } from 'vitest'
import { labelsFor, minutesLanguages } from '../../../shared/minutes/labels.ts'
import { actionStatuses, outcomeFieldNames } from '../../../shared/outcomes/kinds.ts'

test.each(minutesLanguages)('every outcome field and action status has a name in %s', (language) => {
  const { labels } = labelsFor(language)
  expect(outcomeFieldNames.filter((name) => !labels.field[name])).toEqual([])
  expect(actionStatuses.filter((status) => !labels.actionStatus[status])).toEqual([])
})
