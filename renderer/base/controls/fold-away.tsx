/** Something that few people need: a line that unfolds to the rest. */
import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components'
import './fold-away.css'

export type FoldAwayProps = {
  readonly title: string
  /** Level of the heading in the outline of the page. */
  readonly level?: 2 | 3
  readonly isOpenAtFirst?: boolean
  readonly children: ReactNode
}

/** Folded at first, unless said otherwise. */
export function FoldAway({ title, level = 3, isOpenAtFirst = false, children }: FoldAwayProps): ReactNode {
  return (
    <Disclosure defaultExpanded={isOpenAtFirst} className="fold-away">
      <Heading level={level} className="fold-away-heading">
        <Button slot="trigger" className="fold-away-button">
          <ChevronRight aria-hidden size={16} className="fold-away-mark flip-in-rtl" />
          {title}
        </Button>
      </Heading>
      <DisclosurePanel>
        <div className="fold-away-inside">{children}</div>
      </DisclosurePanel>
    </Disclosure>
  )
}
