package dev.sommelier.load.result;

import java.util.List;

/// What a load showed.
///
/// @param all of everything that counts
/// @param parts the same by phase
/// @param rate the answer of the profile, photos a second: the highest rate that kept the promise where rates climb,
///     else the goodput
/// @param findings for each promise
public record Verdict(Load load, Figures all, List<Part> parts, double rate, List<Finding> findings, Usage usage) {

    public boolean kept() {
        return findings.stream().allMatch(Finding::kept);
    }
}
