// The parts of a document in the words of the form.
const names: Record<string, string> = {
  type: "Loại văn bản", organ: "Cơ quan", organs: "Cơ quan", code: "Số và ký hiệu", place: "Địa danh", date: "Ngày ban hành", subject: "Trích yếu", subtitle: "Dòng phụ", salutation: "Kính gửi",
  authority: "Thẩm quyền ban hành", bases: "Căn cứ", body: "Nội dung", signer: "Người ký", signers: "Người ký", recipients: "Nơi nhận", appendices: "Phụ lục", enclosures: "Văn bản kèm theo",
  award_by: "Người tặng", recipient: "Người được tặng", citation: "Thành tích", decision: "Quyết định", register_number: "Số sổ vàng", options: "Tùy chọn trình bày", orientation: "Hướng giấy",
  urgency: "Mức độ khẩn", circulation: "Phạm vi lưu hành", contact: "Địa chỉ cơ quan", drafter: "Người soạn thảo", numbering: "Đánh số",
};

export function partName(key: string): string {
  return names[key] ?? "Phần khác";
}
