// cloudplan mcp: the Model Context Protocol over standard input and output,
// JSON-RPC 2.0, a message a line. https://modelcontextprotocol.io/specification

#include "command_line.hpp"
#include "commands.hpp"
#include "mcp_tools.hpp"
#include "program.hpp"

#include <algorithm>
#include <cstdio>
#include <string>
#include <utility>

#include <nlohmann/json.hpp>

namespace cloudplan::cli {

namespace {

using Json = nlohmann::ordered_json;

// Versions whose tools are the same; the newest is proposed to a client that asks for another.
constexpr std::string_view kVersions[] = {"2025-06-18", "2025-03-26", "2024-11-05"};
constexpr std::size_t kLongestLine = std::size_t{16} << 20U;  // 16 MiB, like a workload file

// Error codes of JSON-RPC 2.0.
enum RpcError : int {
  kParseError = -32700,
  kInvalidRequest = -32600,
  kMethodNotFound = -32601,
  kInvalidParams = -32602
};

Json error(const Json& id, int code, const std::string& message) {
  return {{"jsonrpc", "2.0"}, {"id", id}, {"error", {{"code", code}, {"message", message}}}};
}
Json success(const Json& id, Json result) {
  return {{"jsonrpc", "2.0"}, {"id", id}, {"result", std::move(result)}};
}

Json initialize(const Json& params) {
  std::string version(kVersions[0]);
  if (params.contains("protocolVersion") && params["protocolVersion"].is_string()) {
    const auto asked = params["protocolVersion"].get<std::string>();
    if (std::find(std::begin(kVersions), std::end(kVersions), asked) != std::end(kVersions)) version = asked;
  }
  return {{"protocolVersion", version},
          {"capabilities", {{"tools", Json::object()}}},
          {"serverInfo", {{"name", "cloudplan"}, {"version", CLOUDPLAN_VERSION}}},
          {"instructions",
           "Plans cloud workloads offline: time, cost and place of computation and data. Take a "
           "workload_template, change it, validate_workload it, then estimate. Numbers are predictions with "
           "bands, and list prices with dates: repeat both when you quote them."}};
}

class Server {
 public:
  explicit Server(const Environment& environment) : program_(program()), environment_(environment) {
    // Plain text of a fixed width, whatever started the server.
    environment_.columns = 100;
    environment_.terminal = environment_.color = false;
    environment_.unicode = true;
  }

  // The answer to a line; null where none is due.
  Json answer(const std::string& line) {
    const Json request = Json::parse(line, nullptr, false);
    if (request.is_discarded()) return error(nullptr, kParseError, "not JSON");
    if (!request.is_object() || !request.contains("method") || !request["method"].is_string())
      return error(nullptr, kInvalidRequest, "a request is an object with a method");
    if (!request.contains("id")) return nullptr;  // a notification
    const Json& id = request["id"];
    if (!id.is_string() && !id.is_number_integer())
      return error(nullptr, kInvalidRequest, "an id is a text or a whole number");
    const Json none = Json::object();
    const Json& params = request.contains("params") ? request["params"] : none;
    if (!params.is_object()) return error(id, kInvalidParams, "params is an object");
    return dispatch(request["method"].get<std::string>(), id, params);
  }

 private:
  Json dispatch(const std::string& method, const Json& id, const Json& params) {
    if (method == "initialize") return success(id, initialize(params));
    if (method == "ping") return success(id, Json::object());
    if (method == "tools/list") return success(id, {{"tools", Json::parse(list_tools(program_))}});
    if (method != "tools/call") return error(id, kMethodNotFound, "unknown method " + method);
    if (!params.contains("name") || !params["name"].is_string())
      return error(id, kInvalidParams, "name says which tool");
    const auto name = params["name"].get<std::string>();
    const Json arguments = params.contains("arguments") ? params["arguments"] : Json::object();
    if (!arguments.is_object()) return error(id, kInvalidParams, "arguments is an object");
    const ToolResult result = call_tool(program_, name, arguments.dump(), environment_);
    if (!result.known) return error(id, kInvalidParams, "unknown tool " + name);
    return success(id, {{"content", Json::array({{{"type", "text"}, {"text", result.text}}})},
                        {"isError", result.failed}});
  }

  Program program_;
  Environment environment_;
};

enum class Line { whole, too_long, end };

Line read_line(std::string& line) {
  line.clear();
  bool too_long = false;
  int c = 0;
  while ((c = std::getc(stdin)) != EOF && c != '\n') {
    if (line.size() < kLongestLine)
      line.push_back(static_cast<char>(c));
    else
      too_long = true;
  }
  if (c == EOF && line.empty()) return Line::end;
  return too_long ? Line::too_long : Line::whole;
}

int serve(const Environment& environment) {
  Server server(environment);
  std::string line;
  for (Line read = read_line(line); read != Line::end; read = read_line(line)) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    const Json answer = read == Line::too_long ? error(nullptr, kInvalidRequest, "a line of more than 16 MiB")
                                               : server.answer(line);
    if (answer.is_null()) continue;
    print(answer.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n');
    if (!finish_output()) break;
  }
  return kOk;
}

}  // namespace

Command mcp_command() {
  return {
      .name = "mcp",
      .summary = "Answer an AI assistant over standard input and output",
      .description =
          "A server of the Model Context Protocol: an assistant that starts it can ask for estimates, "
          "comparisons, explanations, offers and prices. It works offline, reads and writes no file of yours "
          "but the configuration, and ends when its input does. Its tools take the options of the commands "
          "of "
          "the same name.\n\n"
          "In the settings of most assistants: {\"mcpServers\": {\"cloudplan\": {\"command\": \"cloudplan\", "
          "\"args\": [\"mcp\"]}}}",
      .examples =
          "  cloudplan mcp\n"
          "  echo '{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}' | cloudplan mcp\n",
      .options = {},
      .run = [](const Environment& environment) { return serve(environment); }};
}

}  // namespace cloudplan::cli
