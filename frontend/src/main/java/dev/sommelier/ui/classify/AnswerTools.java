package dev.sommelier.ui.classify;

import dev.sommelier.ui.api.BackendClient;
import java.util.concurrent.Executor;

/// What a card needs for all that can be done with an answer.
///
/// @param history what the session saw
/// @param page runs a task under the UI lock
record AnswerTools(BackendClient backend, History history, Executor page) {}
