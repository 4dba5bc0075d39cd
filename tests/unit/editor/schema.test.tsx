import { getSchema } from '@tiptap/core'
import type { MarkSpec, NodeSpec } from 'prosemirror-model'
import { describe, expect, test } from 'vitest'
import { boardNodes } from '../../../renderer/editor/board-nodes.ts'
import { boardSchema } from '../../../shared/document/boards/board-schema.ts'

const editorSchema = getSchema(boardNodes)

function attributes(spec: NodeSpec | MarkSpec): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(spec.attrs ?? {})
      .map(([name, attribute]) => [name, attribute.default] as const)
      .sort(([left], [right]) => left.localeCompare(right)),
  )
}

function nodeShape(spec: NodeSpec): unknown {
  return {
    content: spec.content ?? '',
    group: spec.group ?? '',
    marks: spec.marks,
    inline: spec.inline ?? false,
    atom: spec.atom ?? false,
    isolating: spec.isolating ?? false,
    defining: spec.defining ?? false,
    code: spec.code ?? false,
    tableRole: spec['tableRole'],
    attributes: attributes(spec),
  }
}

function markShape(spec: MarkSpec): unknown {
  return { inclusive: spec.inclusive ?? true, excludes: spec.excludes, code: spec.code ?? false, attributes: attributes(spec) }
}

describe('the editor’s schema is the board schema', () => {
  test('ED1: the same nodes', () => {
    expect(Object.keys(editorSchema.nodes).sort()).toEqual(Object.keys(boardSchema.nodes).sort())
  })

  test('ED1: the same marks, nested in the same order', () => {
    expect(Object.keys(editorSchema.marks)).toEqual(Object.keys(boardSchema.marks))
  })

  test.each(Object.keys(boardSchema.nodes))('ED1: node %s has the same content, group, flags and attributes', (name) => {
    expect(nodeShape(editorSchema.nodes[name]?.spec ?? {})).toEqual(nodeShape(boardSchema.nodes[name]?.spec ?? {}))
  })

  test.each(Object.keys(boardSchema.marks))('ED1: mark %s has the same rules and attributes', (name) => {
    expect(markShape(editorSchema.marks[name]?.spec ?? {})).toEqual(markShape(boardSchema.marks[name]?.spec ?? {}))
  })

  test('ED1: an empty container is filled with a paragraph in both', () => {
    for (const schema of [editorSchema, boardSchema]) expect(schema.nodes['doc']?.contentMatch.defaultType?.name).toBe('paragraph')
  })
})
