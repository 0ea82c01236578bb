package io.holdfast.journal.chronicle;

import io.holdfast.journal.EpochTerm;
import io.holdfast.journal.Excerpt;
import io.holdfast.journal.JournalException;
import io.holdfast.journal.segment.Documents;
import io.holdfast.journal.segment.MappedSegment;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** Looks into single segments without reading them whole. */
final class Segments {
  private Segments() {}

  /** The first excerpt of a segment, if its beginning is whole. */
  static Optional<Long> firstSequence(final Path file) {
    return withFirst(file, Excerpt::firstSequence);
  }

  /** The last sequence in the whole excerpts at the beginning of a segment; 0 if there is none. */
  static long lastSequence(final Path file) {
    long last = 0;
    final Excerpt excerpt = new Excerpt();
    try (Documents documents = new Documents(new MappedSegment(file, file.toString()))) {
      while (documents.next() == Documents.Found.DOCUMENT) {
        excerpt.wrap(
            documents.buffer(), documents.offset(), documents.lengthBytes(), documents.where());
        last = excerpt.lastSequence();
      }
    } catch (final JournalException unreadableFromHere) {
      return last;
    }
    return last;
  }

  /** What the first record of a segment says about a term, if it is the start of one. */
  static Optional<EpochTerm> firstTerm(final Path file) {
    return withFirst(
            file,
            excerpt ->
                excerpt.nextRecord()
                    ? EpochTerm.of(excerpt.buffer(), excerpt.commandOffset())
                    : Optional.<EpochTerm>empty())
        .flatMap(term -> term);
  }

  private static <T> Optional<T> withFirst(final Path file, final Function<Excerpt, T> question) {
    try (Documents documents = new Documents(new MappedSegment(file, file.toString()))) {
      if (documents.next() != Documents.Found.DOCUMENT) {
        return Optional.empty();
      }
      final Excerpt excerpt = new Excerpt();
      excerpt.wrap(
          documents.buffer(), documents.offset(), documents.lengthBytes(), documents.where());
      return Optional.of(question.apply(excerpt));
    } catch (final JournalException unreadable) {
      return Optional.empty();
    }
  }
}
