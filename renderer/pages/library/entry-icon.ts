import { ChartNoAxesColumn, ChartSpline, FileText, Gauge, Shuffle, Table2, type LucideIcon } from 'lucide-react';
import type { LibraryKind } from '../../../preload/contract/library.ts';

export const kindIcons: Record<LibraryKind, LucideIcon> = {
  table: Table2,
  profile: FileText,
  model: Shuffle,
  'cost-model': ChartNoAxesColumn,
  search: ChartSpline,
  campaign: Gauge,
};
