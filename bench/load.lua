-- Requests every path of a file in turn and tells the figures as one line of JSON.
-- Arguments: the file, where to begin in it, and headers as "Name: value".
function init(args)
  local paths = {}
  for path in io.lines(args[1]) do paths[#paths + 1] = path end
  for i = 3, #args do
    local name, value = args[i]:match("^(.-): (.*)$")
    wrk.headers[name] = value
  end
  if #paths == 1 then
    wrk.path = paths[1] -- wrk sends one request again and again by itself
    return
  end
  local requests, at = {}, tonumber(args[2]) % #paths
  for i, path in ipairs(paths) do requests[i] = wrk.format("GET", path) end
  request = function()
    at = at % #requests + 1
    return requests[at]
  end
end

function done(summary, latency, requests)
  local e = summary.errors
  io.write(string.format(
    'BENCH {"requests": %d, "seconds": %.6f, "p50": %.3f, "p99": %.3f, "failed": %d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3,
    latency:percentile(99) / 1e3, e.connect + e.read + e.write + e.status + e.timeout))
end
