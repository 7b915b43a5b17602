package io.quarkiverse.tomodachi.deployment.http.fuzz;

/**
 * A request.
 *
 * @param wire as it is sent, one character for each byte
 * @param method its method
 * @param framed whether there is no doubt about where it ends, so that exactly one answer is due
 * @param closes whether the connection may be closed after the answer
 * @param probe what the body of the answer has to be, {@code null} if that is not known
 */
record Request(String wire, String method, boolean framed, boolean closes, String probe) {
}
