package io.quarkiverse.tomodachi.deployment.http.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import io.quarkiverse.tomodachi.deployment.http.fuzz.AnswerParser.Answers;
import io.quarkiverse.tomodachi.deployment.http.fuzz.AnswerParser.Malformed;
import io.quarkiverse.tomodachi.deployment.http.fuzz.Exchange.End;

/** What has to be so of every exchange, whatever was sent. */
final class Rules {

    private static final Pattern INTERNALS = Pattern.compile(
            "\\bat [\\w.$/]+\\([\\w ]+|\\b(io\\.(quarki|quarkus|vertx|netty|smallrye)|java\\.|javax\\.|jakarta\\.|com\\.fasterxml|"
                    + "org\\.jboss)[.\\w]*|\\w+Exception\\b|\\w+Error\\b|root:x:|not to be served");

    private final Conversation conversation;
    private final Exchange exchange;
    private final List<String> broken = new ArrayList<>();

    private Rules(Conversation conversation, Exchange exchange) {
        this.conversation = conversation;
        this.exchange = exchange;
    }

    /** @return what is not as it has to be */
    static List<String> broken(Conversation conversation, Exchange exchange) {
        Rules rules = new Rules(conversation, exchange);
        rules.check();
        return rules.broken;
    }

    private void check() {
        if (exchange.end() == End.STUCK) {
            broken.add("The server neither answered nor closed the connection");
        }
        var leaked = INTERNALS.matcher(exchange.received());
        if (leaked.find()) {
            broken.add("An answer tells what is inside: " + leaked.group());
        }
        try {
            Answers answers = answers();
            answers.answers().forEach(this::check);
            if (conversation.exact()) {
                complete(answers);
            }
        } catch (Malformed e) {
            broken.add("An answer is not HTTP/1.1. " + e.getMessage());
        }
    }

    /** Which requests of a spoiled conversation were HEAD only the server knows: one reading has to be right. */
    private Answers answers() throws Malformed {
        boolean closed = exchange.end() == End.CLOSED || exchange.end() == End.CLOSED_AFTER_CLIENT;
        if (conversation.exact()) {
            return AnswerParser.parse(exchange.received(), i -> AnswerParser.isHead(conversation, i), closed);
        }
        Malformed first = null;
        for (int heads = 0; heads < (conversation.wire().contains("HEAD") ? 1024 : 1); heads++) {
            int mask = heads;
            try {
                return AnswerParser.parse(exchange.received(), i -> (mask >> i & 1) == 1, closed);
            } catch (Malformed e) {
                first = first == null ? e : first;
            }
        }
        throw first;
    }

    private void check(Answer answer) {
        // the versions of the protocol that a server does not know are its own matter
        boolean version = (answer.status() == 501 || answer.status() == 505) && !conversation.exact();
        if (answer.status() >= 500 && !version) {
            broken.add("An answer has the status " + answer.status());
        }
        if (conversation.exact() && !answer.version().matches("HTTP/1\\.[01]")) {
            broken.add("An answer has the version " + answer.version());
        }
        if (!answer.all("X-Injected").isEmpty()) {
            broken.add("A header was injected");
        }
    }

    /**
     * A head that is too long is answered by Vert.x, but not in every place of a row of requests; and the answer does not tell
     * that the connection ends with it.
     */
    private boolean endsOverLimits(List<Answer> answers) {
        int next = answers.size();
        int status = next == 0 ? 0 : answers.get(next - 1).status();
        return isOverLimits(next) || (status == 414 || status == 431) && isOverLimits(next - 1);
    }

    private boolean isOverLimits(int index) {
        String wire = conversation.requests().get(index).wire();
        return wire.indexOf("\r\n") > 4000 || wire.indexOf("\r\n\r\n") > 8000;
    }

    private void complete(Answers answers) {
        List<Answer> all = answers.answers();
        for (int i = 0; i < Math.min(all.size(), conversation.requests().size()); i++) {
            Request request = conversation.requests().get(i);
            if (request.probe() != null && !request.probe().equals(all.get(i).body())) {
                broken.add("Answer " + i + " is not the one to request " + i + ", which is " + request.probe());
            }
            if (request.wire().contains(" HTTP/1.0\r\n") && !all.get(i).all("Transfer-Encoding").isEmpty()) {
                broken.add("A client of HTTP/1.0 got chunks");
            }
        }
        boolean closes = !all.isEmpty() && all.get(all.size() - 1).closes();
        if (exchange.end() == End.CLOSED && all.size() < conversation.due() && !closes && !endsOverLimits(all)) {
            broken.add("The connection was closed after " + all.size() + " of " + conversation.due()
                    + " answers, without having been told");
        }
        if (exchange.end() == End.CLOSED && !answers.rest().isEmpty()) {
            broken.add("An answer is not whole");
        }
    }
}
