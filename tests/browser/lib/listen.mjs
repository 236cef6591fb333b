// Hears what a tab complains of: the console, scripts, requests that fail or leave the site.

// `home` is what the address of each request begins with. Returns what ends it.
export function listen(tab, home, wrong) {
  const listeners = {
    console: (message) => ["error", "warning"].includes(message.type()) && wrong("complaint in the console", message.text()),
    pageerror: (error) => wrong("error in a script", error.message),
    requestfailed: (request) => wrong("request failed", `${request.url()} ${request.failure()?.errorText}`),
    request: (request) => request.url().startsWith(home) || wrong("request outside of the site", request.url()),
    response: (response) => response.status() < 400 || wrong(`answer ${response.status()}`, response.url()),
  };
  for (const [event, listener] of Object.entries(listeners)) tab.on(event, listener);
  return () => Object.entries(listeners).forEach(([event, listener]) => tab.off(event, listener));
}
