package dev.sommelier.evaluate;

import dev.sommelier.evaluate.Block.Note;
import dev.sommelier.evaluate.Block.Table;
import java.util.List;

/// Photos that were left out because they cannot be read.
final class UnreadableSection {
    private static final int MOST = 100;

    private UnreadableSection() {}

    static Section of(List<Reading<Observation>> readings) {
        List<Reading<Observation>> unreadable =
                readings.stream().filter(reading -> reading.answer().isEmpty()).toList();
        return new Section(
                "unreadable",
                "Photos left out",
                unreadable.stream()
                        .map(reading -> new Json()
                                .put("file", Wording.name(reading.photo()))
                                .put("reason", reading.fault())
                                .map())
                        .toList(),
                unreadable.isEmpty()
                        ? List.of(new Note("None: every photo could be read."))
                        : List.of(
                                new Note("%d photos cannot be read and count nowhere.".formatted(unreadable.size())),
                                table(unreadable)));
    }

    private static Table table(List<Reading<Observation>> unreadable) {
        return new Table(
                unreadable.size() > MOST ? "The first %d of them".formatted(MOST) : "All of them",
                List.of("Photo", "Reason"),
                unreadable.stream()
                        .limit(MOST)
                        .map(reading -> Table.row(Wording.name(reading.photo()), reading.fault()))
                        .toList());
    }
}
