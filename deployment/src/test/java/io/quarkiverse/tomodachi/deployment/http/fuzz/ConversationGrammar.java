package io.quarkiverse.tomodachi.deployment.http.fuzz;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.tomodachi.deployment.http.fuzz.Conversation.Ending;

/** Requests in a row, cut into pieces, ended in several ways. */
final class ConversationGrammar {

    private ConversationGrammar() {
    }

    static Conversation of(long seed) {
        Dice dice = new Dice(seed);
        RequestGrammar grammar = new RequestGrammar(dice);
        List<Request> requests = new ArrayList<>();
        for (int i = dice.oneIn(3) ? 2 + dice.below(8) : 1; i > 0; i--) {
            requests.add(grammar.request());
        }
        if (requests.get(requests.size() - 1).framed()) {
            requests.add(grammar.probe());
        }
        StringBuilder all = new StringBuilder();
        requests.forEach(request -> all.append(request.wire()));
        String wire = all.toString();
        boolean exact = requests.stream().allMatch(Request::framed);
        if (dice.oneIn(4)) {
            wire = new Mutation(dice).mutate(wire);
            exact = false;
        }
        Ending ending = dice.oneIn(6) ? dice.of(Ending.values()) : Ending.PATIENT;
        if (ending != Ending.PATIENT && dice.oneIn(2) || dice.oneIn(20)) {
            wire = wire.substring(0, dice.below(wire.length() + 1));
            exact = false;
        }
        return new Conversation(seed, requests, pieces(wire, dice), exact && ending == Ending.PATIENT, ending);
    }

    private static List<String> pieces(String wire, Dice dice) {
        if (!dice.oneIn(3)) {
            return List.of(wire);
        }
        List<String> pieces = new ArrayList<>();
        int most = dice.of(1, 5, 100, 1000, 50_000);
        int at = 0;
        while (at < wire.length() && pieces.size() < 40) {
            int end = Math.min(wire.length(), at + 1 + dice.below(most));
            pieces.add(wire.substring(at, end));
            at = end;
        }
        pieces.add(wire.substring(at));
        return pieces;
    }
}
