/**
 * Speaks as TensorFlow Lite's benchmark_model does, which runs nothing but TensorFlow Lite files: statistics of the warm-up and of the runs, then
 * the summary. The n-th start takes n ms a run. Every call is a line of the file `calls`.
 */
export const fakeBenchmarkModel = String.raw`#!/bin/sh
for word; do case $word in
  --graph=*) graph=${'$'}{word#*=} ;;
  --num_runs=*) runs=${'$'}{word#*=} ;;
esac; done
echo "$*" >>calls
echo 'INFO: STARTING!'
if [ "$(dd if="$graph" bs=1 skip=4 count=4 2>/dev/null)" != TFL3 ]; then echo "ERROR: Failed to load graph $graph"; exit 1; fi
ms=$(wc -l <calls)
echo 'INFO: Loaded model '"$graph"
echo 'count=37 first=14744 curr=15520 min=13164 max=18295 avg=13764.3 std=967'
echo "count=${'$'}{runs:-50} first=1000 curr=1000 min=1000 max=1000 avg=${'$'}{ms}000 std=0 p5=1000 median=1000 p95=1000"
echo "INFO: Inference timings in us: Init: 12750, First inference: 14744, Warmup (avg): 13764.3, Inference (avg): ${'$'}{ms}e+03"
echo 'INFO: Memory footprint delta from the start of the tool (MB): init=1.2 overall=2.4'
`;
