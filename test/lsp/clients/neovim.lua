-- What an author does in Neovim, step by step; what was seen goes into a file, as JSON.
-- Called with: nvim --headless -u SETUP FILE -c "luafile neovim.lua", and the result's path in SDESIGN_SEEN.

local seen = {}
local here = vim.api.nvim_get_current_buf()
local wait = 20000

local function save()
  local file = assert(io.open(os.getenv("SDESIGN_SEEN"), "w"))
  file:write(vim.json.encode(seen))
  file:close()
end

local function text() return table.concat(vim.api.nvim_buf_get_lines(here, 0, -1, false), "\n") end
local function client() return vim.lsp.get_active_clients()[1] end
local function diagnostics()
  return vim.tbl_map(function(one)
    return { code = one.code, line = one.lnum, column = one.col, message = one.message, severity = one.severity }
  end, vim.diagnostic.get(here))
end
local function has(code)
  return function()
    for _, one in ipairs(vim.diagnostic.get(here)) do
      if one.code == code then return true end
    end
    return false
  end
end
local function ask(method, params)
  local answer, err = client().request_sync(method, params, wait, here)
  if not answer then error(method .. ": " .. tostring(err)) end
  if answer.err then error(method .. ": " .. vim.inspect(answer.err)) end
  return answer.result
end
local function at(line, column) vim.api.nvim_win_set_cursor(0, { line, column }) end

local function run()
  vim.wait(wait, function() return client() ~= nil and client().initialized end, 20)
  seen.filetype = vim.bo.filetype
  seen.capabilities = vim.tbl_keys(client().server_capabilities)
  local can = client().server_capabilities

  -- A misspelt name is underlined.
  vim.wait(wait, has("link/unknown"), 20)
  seen.diagnostics = diagnostics()

  -- A quick fix mends it.
  vim.ui.select = function(items, _, choose)
    seen.actions = vim.tbl_map(function(item) return item[2].title end, items)
    choose(items[1], 1)
  end
  at(4, 12)
  vim.lsp.buf.code_action()
  vim.wait(wait, function() return text():find("Buyer %-> Backend") ~= nil end, 20)
  seen.mended = text()
  vim.wait(wait, function() return not has("link/unknown")() end, 20)
  seen.remaining = diagnostics()

  -- Completion, as `omnifunc` and as the protocol has it.
  local column = #vim.api.nvim_buf_get_lines(here, 4, 5, false)[1]
  at(5, column)
  local params = vim.lsp.util.make_position_params()
  params.position.character = column
  local offers = ask("textDocument/completion", params)
  seen.offers = vim.tbl_map(function(item) return item.label end, offers.items or offers)

  at(3, 9)
  local hover = ask("textDocument/hover", vim.lsp.util.make_position_params())
  seen.hover = hover.contents.value

  at(4, 10)
  vim.lsp.buf.definition()
  vim.wait(wait, function() return vim.api.nvim_win_get_cursor(0)[1] == 3 end, 20)
  seen.definition = vim.api.nvim_win_get_cursor(0)

  if can.renameProvider then
    at(3, 9)
    vim.lsp.buf.rename("Server")
    vim.wait(wait, function() return text():find("Buyer %-> Server") ~= nil end, 20)
    seen.renamed = text()
  end

  if can.documentFormattingProvider then
    local lines = vim.api.nvim_buf_get_lines(here, 0, -1, false)
    vim.api.nvim_buf_set_lines(here, 0, 1, false, { "system    Shop" })
    vim.lsp.buf.formatting_sync(nil, wait)
    seen.formatted = text()
    seen.before_formatting = table.concat(lines, "\n")
  end

  -- What is typed while the server answers is never lost.
  for index = 1, 30 do
    vim.api.nvim_buf_set_lines(here, -1, -1, false, { "service Extra" .. index })
  end
  local symbols = ask("textDocument/documentSymbol", { textDocument = vim.lsp.util.make_text_document_params() })
  seen.symbols = #symbols

  local id = client().id
  vim.lsp.stop_client(id)
  seen.stopped = vim.wait(wait, function() return vim.lsp.client_is_stopped(id) end, 20)
end

local ok, err = xpcall(run, debug.traceback)
if not ok then seen.error = err end
save()
vim.cmd("qa!")
