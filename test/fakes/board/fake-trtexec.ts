/**
 * Speaks as NVIDIA's trtexec does, which needs a Jetson: the banner with the version, an engine where one is asked for, exported times of as many
 * runs as were asked for, the n-th taking n / 4 ms, and the summary. Every call is a line of the file `calls`.
 */
export const fakeTrtexec = String.raw`#!/bin/sh
[ -e /opt/board/garbage ] && exec cat /opt/board/garbage
echo "&&&& RUNNING TensorRT.trtexec [TensorRT ${'$'}{TENSORRT:-v100300}] [b30] # $0 $*"
ms() { printf '%d.%03d' $(($1 / 1000)) $(($1 % 1000)); }
for word; do case $word in
  --help) echo '=== Model Options ==='; exit 0 ;;
  --onnx=*) onnx=${'$'}{word#*=} ;;
  --saveEngine=*) save=${'$'}{word#*=} ;;
  --loadEngine=*) load=${'$'}{word#*=} ;;
  --iterations=*) runs=${'$'}{word#*=} ;;
  --exportTimes=*) times=${'$'}{word#*=} ;;
esac; done
echo "$*" >>calls
if [ -n "$onnx" ]; then
  if grep -q 'not a model' "$onnx"; then echo '[01/01/2024-00:00:00] [E] Failed to parse "onnx" file'; exit 1; fi
  echo engine >"$save"
fi
if [ -n "$times" ]; then
  [ -f "$load" ] || exit 1
  { echo '['
    i=1; while [ $i -le "$runs" ]; do
      [ $i -gt 1 ] && printf '  , ' || printf '  '
      start=$((10000 * i)); end=$((start + 250 * i))
      printf '{ "startEnqMs" : %s, "endEnqMs" : %s, ' "$(ms $start)" "$(ms $((start + 100)))"
      printf '"startH2dMs" : %s, "endH2dMs" : %s, ' "$(ms $start)" "$(ms $((start + 10)))"
      printf '"startComputeMs" : %s, "endComputeMs" : %s, ' "$(ms $((start + 10)))" "$(ms $((end - 5)))"
      printf '"startD2hMs" : %s, "endD2hMs" : %s, ' "$(ms $((end - 5)))" "$(ms $end)"
      printf '"h2dMs" : 0.01, "computeMs" : %s, "d2hMs" : 0.005, "latencyMs" : %s }\n' "$(ms $((250 * i - 15)))" "$(ms $((250 * i)))"
      i=$((i + 1))
    done
    echo ']'
  } >"$times"
  echo '[01/01/2024-00:00:00] [I] === Performance summary ==='
  echo '[01/01/2024-00:00:00] [I] Latency: min = 0.25 ms, max = 1.5 ms, mean = 0.875 ms, median = 0.875 ms, percentile(90%) = 1.4 ms, percentile(95%) = 1.45 ms, percentile(99%) = 1.49 ms'
fi
echo '&&&& PASSED TensorRT.trtexec [TensorRT v100300] [b30]'
`;
