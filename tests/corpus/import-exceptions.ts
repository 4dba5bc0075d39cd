import type { Counts } from '../helpers/imported-counts.ts'
export type Exception = { readonly why: string; readonly short: Partial<Counts & { readonly words: number }> }
export const exceptions: Readonly<Record<string, Exception>> = {}
export const refusals: Readonly<Record<string, readonly [kind: string, why: string]>> = {}
