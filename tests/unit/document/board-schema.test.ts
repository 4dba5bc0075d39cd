import { describe, expect, it } from 'vitest'
import { isMarkAttribute, isNodeAttribute, isSafeHref } from '../../../shared/document/boards/board-attributes.ts'
import { boardSchema } from '../../../shared/document/boards/board-schema.ts'

describe('board schema', () => {
  it('DO12: requires content of no node but doc: two valid deletions at once must not make a node that the binding deletes', () => {
    const demanding = Object.values(boardSchema.nodes).filter((type) => !type.contentMatch.validEnd).map(({ name }) => name)
    expect(demanding).toEqual(['doc'])
  })

  it('DO12: has a default for every attribute: a node without any can always be built', () => {
    for (const type of [...Object.values(boardSchema.nodes), ...Object.values(boardSchema.marks)]) {
      for (const spec of Object.values(type.spec.attrs ?? {})) expect({ [type.name]: 'default' in spec }).toEqual({ [type.name]: true })
    }
  })

  it('stays valid when any child of any node is taken away or put beside another', () => {
    for (const type of Object.values(boardSchema.nodes).filter(({ name }) => name !== 'doc')) {
      for (let index = 0; index < type.contentMatch.edgeCount; index += 1) {
        expect({ [type.name]: type.contentMatch.edge(index).next === type.contentMatch }).toEqual({ [type.name]: true })
      }
    }
  })

  it('has a value check for every attribute, which its default passes', () => {
    for (const type of Object.values(boardSchema.nodes)) {
      for (const [name, spec] of Object.entries(type.spec.attrs ?? {})) {
        expect({ [`${type.name}.${name}`]: isNodeAttribute(type.name, name, spec.default) }).toEqual({ [`${type.name}.${name}`]: true })
        expect({ [`${type.name}.${name}`]: isNodeAttribute(type.name, name, { hostile: true }) }).toEqual({ [`${type.name}.${name}`]: false })
      }
    }
    for (const type of Object.values(boardSchema.marks)) {
      for (const [name, spec] of Object.entries(type.spec.attrs ?? {})) {
        expect({ [`${type.name}.${name}`]: isMarkAttribute(type.name, name, spec.default) }).toEqual({ [`${type.name}.${name}`]: true })
        expect({ [`${type.name}.${name}`]: isMarkAttribute(type.name, name, ['hostile']) }).toEqual({ [`${type.name}.${name}`]: false })
      }
    }
  })

  it('follows only links to the web and to mail', () => {
    const safe = ['https://example.org/a?b', 'HTTP://example.org', 'mailto:ana@example.org']
    const unsafe = ['javascript:alert(1)', ' javascript:alert(1)', 'java\tscript:1', 'file:///etc/passwd', 'data:text/html,x', 'example.org', '', '//x']
    expect([...unsafe, ...safe].filter(isSafeHref)).toEqual(safe)
  })
})
