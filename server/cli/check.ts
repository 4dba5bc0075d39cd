/** `check FILE.minuta [--lang en|fr] [--profile PROFILE]`: what somebody should look at before the minutes are frozen. */
import { parseArgs } from 'node:util'
import { readWorkshop } from '../../shared/document/read-workshop.ts'
import { checkMinutes, groupOf } from '../../shared/minutes/checks/check-minutes.ts'
import { findingGroups } from '../../shared/minutes/checks/finding.ts'
import { findingGroupName, findingLanguages, findingWords } from '../../shared/minutes/checks/finding-words.ts'
import { compileMinutes } from '../../shared/minutes/compile.ts'
import { profiles } from '../../shared/minutes/minutes.ts'
import { badUsage } from './cli-error.ts'
import { openWorkshop } from './open-workshop.ts'
import { say, sayJson } from './terminal.ts'
import { checkUsage } from './usages.ts'

/** Findings are no failure: the exit code is 0 whenever the file could be read. */
export async function runCheck(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { lang: { type: 'string', default: 'en' }, profile: { type: 'string', default: 'full' }, json: { type: 'boolean' } },
    allowPositionals: true,
  })
  const [input, ...others] = positionals
  if (input === undefined || others.length > 0) throw badUsage(`usage: ${checkUsage}`)
  const language = findingLanguages.find((known) => known === values.lang)
  if (!language) throw badUsage(`"${values.lang}" is not a language of findings; there are ${findingLanguages.join(', ')}`)
  const profile = profiles.find((known) => known === values.profile)
  if (!profile) throw badUsage(`"${values.profile}" is not a profile; there are ${profiles.join(', ')}`)
  const { doc, responses, file, close } = await openWorkshop(input)
  try {
    const workshop = readWorkshop(doc, responses)
    const missingBlobs = new Set<string>(workshop.blobs.map(({ id }) => id).filter((id) => !file.blobs.has(id)))
    const findings = checkMinutes(workshop, compileMinutes(workshop, { language, profile }), { missingBlobs, isRelayBehind: false })
    if (values.json) sayJson(findings)
    for (const group of values.json ? [] : findingGroups) {
      const own = findings.filter((finding) => groupOf(finding) === group)
      if (own.length > 0) say(`${findingGroupName(group, language)}:`)
      for (const finding of own) say(`  ${finding.weight === 'problem' ? '!' : '?'} ${findingWords(finding, language)}`)
    }
  } finally {
    close()
  }
  return 0
}
